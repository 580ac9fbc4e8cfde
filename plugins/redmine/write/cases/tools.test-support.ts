import { type Ground, toolsOf as readingTools } from '../../cases/ground.test-support.ts'
import type { Given } from '../../session.test-support.ts'
import { find, save } from '../saving.test-support.ts'

export type Change = (text: string) => string

/** What of an issue the cases look at, as Redmine answers it. */
interface Raw {
  readonly description: string
  readonly custom_fields: readonly { readonly name: string; readonly value: unknown }[]
  readonly journals: readonly { readonly notes: string; readonly details: readonly object[] }[]
}

/** What the cases do with a Redmine, as its administrator unless told otherwise. */
export function toolsOf(ground: () => Ground) {
  const { call, hand, open } = readingTools(ground)
  return {
    call,
    hand,
    open,
    saving: async (id: number, change: Change, given: Partial<Given> = {}, account?: string) => {
      const { issues } = open(given)
      return (await save(issues, await find(issues, 'demo', id, call), change, call, account)).document
    },
    all:
      (...changes: Change[]): Change =>
      text =>
        changes.reduce((changed, change) => change(changed), text),
    raw: async (id: number) => (await hand().read(`/issues/${id}.json?include=journals`)).issue as unknown as Raw,
  }
}
