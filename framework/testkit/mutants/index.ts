import { attachingMutants } from './attaching.ts'
import { failingMutants } from './failing.ts'
import type { Mutant } from './mutant.ts'
import { readingMutants } from './reading.ts'
import { writingMutants } from './writing.ts'

/** All deliberately broken sources. */
export const mutants: readonly Mutant[] = [...readingMutants, ...failingMutants, ...writingMutants, ...attachingMutants]
