import type { Values } from './options.ts'
import { defineSource } from './source.ts'
import type { Equal, Expect } from './types.test-d.ts'

const base = { name: 'typed', summary: 'Shows what types the options have.', revision: 1 }

/** The values of an option table, as `open` gets them; checked by `tsc`. */
export const source = defineSource({
  ...base,
  options: {
    url: { type: 'url', required: true, help: 'Address.' },
    title: { type: 'string', help: 'Title.' },
    token: { type: 'secret', help: 'Token.' },
    projects: { type: 'list', help: 'Projects.' },
    areas: { type: 'list', default: ['web'], help: 'Areas.' },
    rate: { type: 'number', default: 5, help: 'Requests per second.' },
    quick: { type: 'boolean', help: 'Whether it hurries.' },
    flavour: { type: 'choice', choices: ['old', 'new'], required: true, help: 'Kind of tracker.' },
  },
  open(values) {
    type Given = {
      readonly url: string
      readonly title: string | undefined
      readonly token: string | undefined
      readonly projects: readonly string[] | undefined
      readonly areas: readonly string[]
      readonly rate: number
      readonly quick: boolean | undefined
      readonly flavour: 'old' | 'new'
    }
    const same: Expect<Equal<{ readonly [K in keyof typeof values]: (typeof values)[K] }, Given>> = true
    return same ? [] : []
  },
})

export type Flavour = Expect<Equal<Values<typeof source.options>['flavour'], 'old' | 'new'>>

/** There is no such option. */
export const wrongName = defineSource({
  ...base,
  options: { url: { type: 'url', help: 'Address.' } },
  // @ts-expect-error the table has no "address"
  open: ({ address }) => [address],
})

export const wrongType = defineSource({
  ...base,
  // @ts-expect-error there is no type "text"
  options: { name: { type: 'text', help: 'Name.' } },
  open: () => [],
})

export const wrongChoices = defineSource({
  ...base,
  // @ts-expect-error a choice says what there is to choose from
  options: { flavour: { type: 'choice', help: 'Kind.' } },
  open: () => [],
})

export const wrongDefault = defineSource({
  ...base,
  // @ts-expect-error the default of a number is one
  options: { rate: { type: 'number', default: '5', help: 'Requests per second.' } },
  open: () => [],
})

export const secretDefault = defineSource({
  ...base,
  // @ts-expect-error a secret has no default
  options: { token: { type: 'secret', default: 'abc', help: 'Token.' } },
  open: () => [],
})

export const withoutHelp = defineSource({
  ...base,
  // @ts-expect-error each option says what it does
  options: { token: { type: 'secret' } },
  open: () => [],
})
