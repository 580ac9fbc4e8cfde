import { testRealBodies } from './real-bodies.test-support.ts'

testRealBodies(8)
