import { expect, it } from 'vitest'
import { unsoundOptions } from './unsound-options.ts'

const help = 'What it is for.'

it('a sound table says nothing', () => {
  expect(
    unsoundOptions({
      url: { type: 'url', required: true, help },
      maxPages: { type: 'number', default: 10, help },
      lists: { type: 'list', default: [], help },
      all: { type: 'boolean', default: false, help },
      state: { type: 'choice', choices: ['open', 'all'], default: 'open', help },
      token: { type: 'secret', help },
    }),
  ).toBeUndefined()
})

it.each([
  [{ 'max-pages': { type: 'number', help } }, 'its option "max-pages" needs a name in camel case'],
  [{ limit: { type: 'numbr', help } }, 'its option "limit" has the type "numbr", which is none of string, url'],
  [{ limit: { type: 'number', default: 'ten', help } }, 'has the default "ten", which is no number'],
  [
    { state: { type: 'choice', choices: ['a', 'b'], default: 'c', help } },
    'has the default "c", which is none of a, b',
  ],
  [{ state: { type: 'choice', help } }, 'is a choice without choices'],
  [{ token: { type: 'secret', default: 'x', help } }, 'is a secret and may have no default'],
  [{ lists: { type: 'list', default: 'dev', help } }, 'has the default "dev", which is no list'],
])('what is wrong with %j is named', (options, clause) => {
  expect(unsoundOptions(options as never)).toContain(clause)
})
