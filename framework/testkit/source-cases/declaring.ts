import { expect } from 'vitest'
import { unsoundOptions } from '../../plugin/unsound-options.ts'
import type { SourceCase } from '../source-fixture.ts'

/** Who a source is, and what it can say without listing anything. */
export const declaringCases: readonly SourceCase[] = [
  {
    name: 'says who it is, and what its options are for',
    read: 'Say which options it takes',
    async run({ source }) {
      expect(source.name, 'The name after --plugin is in lower case.').toMatch(/^[a-z][a-z0-9-]*$/)
      expect(source.summary, 'The summary is one sentence.').toMatch(/\.$/)
      for (const [name, option] of Object.entries(source.options)) {
        expect(option.help, `The option "${name}" needs a sentence.`).toMatch(/[.;:)]$/)
      }
      expect(unsoundOptions(source.options), 'What is wrong with the option table').toBeUndefined()
    },
  },
  {
    name: 'opens without asking anybody, again and again',
    read: 'Say which options it takes',
    async run({ source, tracker }) {
      const asked = requestsDuring(() => {
        expect(source.open(tracker.options)).toBeDefined()
        expect(source.open(tracker.options)).toBeDefined()
      })
      expect(asked, 'open() runs in other threads and without a network: it may ask nobody.').toEqual([])
    },
  },
  {
    name: 'connects, and says the same of itself each time',
    read: 'Say who is asking',
    needless: ({ session }) => (session.connect ? undefined : 'It has no connect().'),
    async run(open) {
      const said = await open.session.connect!(open.call())
      expect(said.instance, 'The instance names the cache, so it may not be empty.').not.toBe('')
      expect(said.account?.id, 'The id of the account tells which comments are its own.').not.toBe('')
      const { session } = open.again()
      const { instance, account } = await session.connect!(open.call())
      expect({ instance, account }, 'Instance and account name the cache: they must stay the same.').toEqual({
        instance: said.instance,
        account: said.account,
      })
    },
  },
]

/** What is asked of the network while something runs that should not. */
function requestsDuring(work: () => void): readonly string[] {
  const asked: string[] = []
  const { fetch } = globalThis
  globalThis.fetch = async input => {
    asked.push(input instanceof Request ? input.url : String(input))
    throw new Error('Nobody may be asked now.')
  }
  try {
    work()
  } finally {
    globalThis.fetch = fetch
  }
  return asked
}
