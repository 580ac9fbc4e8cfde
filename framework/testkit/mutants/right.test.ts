import { testSource } from '../test-source.ts'
import { mutantSource } from './source.ts'
import { startMutantTracker } from './tracker.ts'

/** The source that the mutants come from passes every case, and none is skipped. */
testSource({ source: mutantSource(), start: startMutantTracker })
