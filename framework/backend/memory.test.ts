import { memoryFixture } from '../testkit/memory-fixture.ts'
import { testBackend } from '../testkit/test-backend.ts'

testBackend(memoryFixture)
