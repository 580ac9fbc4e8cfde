import { expect, it } from 'vitest'
import { sourceCases } from '../source-cases/index.ts'
import { firstFailing } from './caught.ts'
import { mutants } from './index.ts'

it.concurrent.each(mutants.map(mutant => [mutant.caughtBy, mutant.flaw, mutant] as const))(
  'of all cases "%s" is the first that catches %s',
  async (name, _flaw, mutant) => {
    expect(await firstFailing(mutant, sourceCases)).toBe(name)
  },
)
