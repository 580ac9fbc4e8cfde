import type { Issue } from '../data/model.ts'
import { Refusal } from '../http/message.ts'
import { type Prepared, prepare } from '../jql/search.ts'
import { JqlError } from '../jql/syntax.ts'
import type { Site } from '../site.ts'

/** A query and its answer. */
export interface Answered {
  readonly prepared: Prepared
  readonly issues: readonly Issue[]
}

/** Answers queries; the last ones are remembered until something changes. */
export type Ask = (jql: string, reconcile?: ReadonlySet<number>) => Answered

const nobody: ReadonlySet<number> = new Set()

export function createAsk(site: Site): Ask {
  const remembered = new Map<string, Answered & { readonly revision: number }>()
  const { store, index } = site
  return (jql, reconcile = nobody) => {
    const known = remembered.get(jql)
    if (known?.revision === store.revision && index.settled()) return known
    const prepared = ready(jql)
    const answered = { prepared, issues: prepared.run(index.view(reconcile)), revision: store.revision }
    if (!prepared.volatile && index.settled()) {
      remembered.delete(jql)
      remembered.set(jql, answered)
      if (remembered.size > 20) remembered.delete(remembered.keys().next().value!)
    }
    return answered
  }

  function ready(jql: string): Prepared {
    try {
      return prepare({ store, timeZone: site.options.timeZone, now: store.clock.now() }, jql)
    } catch (error) {
      if (error instanceof JqlError) throw new Refusal(400, [error.message])
      throw error
    }
  }
}
