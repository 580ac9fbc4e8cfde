import { expect, it } from 'vitest'
import { sourceCases } from '../source-cases/index.ts'
import { firstFailing } from './caught.ts'
import { mutants } from './index.ts'

it.concurrent.each(mutants.map(mutant => [mutant.caughtBy, mutant.flaw, mutant] as const))(
  '"%s" catches %s',
  async (name, _flaw, mutant) => {
    const meant = sourceCases.filter(each => each.name === name)
    expect(await firstFailing(mutant, meant)).toBe(name)
  },
)

it('each case catches a mutant, so that none passes for all', () => {
  const meant = new Set(mutants.map(({ caughtBy }) => caughtBy))
  expect(sourceCases.map(({ name }) => name).filter(name => !meant.has(name))).toEqual([])
})
