import { expect, it } from 'vitest'
import { createSayings } from './sayings.ts'

function heard(work: (sayings: ReturnType<typeof createSayings>) => void): readonly string[] {
  const said: string[] = []
  work(createSayings(sentence => said.push(sentence)))
  return said
}

it('says an error once, whether it or the notice that begins with it comes first', () => {
  const first = heard(({ error, notice }) => {
    error('It refuses us.', 'code')
    error('It refuses us.', 'code')
    notice('It refuses us. The others go on.', 'code')
  })
  expect(first).toEqual(['code: It refuses us.', 'code: The others go on.'])
  const second = heard(({ error, notice }) => {
    notice('It refuses us. The others go on.', '')
    error('It refuses us.', '')
  })
  expect(second).toEqual(['It refuses us. The others go on.'])
})

it('says every notice, and what another mount has to say', () => {
  const all = heard(({ error, notice }) => {
    notice('Kept.', 'one')
    notice('Kept.', 'one')
    error('Down.', 'one')
    error('Down.', 'two')
    notice('Down. Going on.', 'one')
  })
  expect(all).toEqual(['one: Kept.', 'one: Kept.', 'one: Down.', 'two: Down.', 'one: Down. Going on.'])
})
