import { testWordsChanged } from './real-bodies.test-support.ts'

testWordsChanged(1)
