import { ok, type Route } from '../http/message.ts'
import { presentAlias } from '../present/bug.ts'
import { presentHistory } from '../present/parts.ts'
import { dateOf } from '../search/date.ts'
import type { Site } from '../site.ts'
import { checkBug, idsOf } from './lookup.ts'

/** Who changed what. */
export function historyRoutes({ store }: Site): readonly Route[] {
  return [
    [
      'GET',
      '/rest/bug/{id}/history',
      call => {
        const since = call.query.has('new_since') ? dateOf(call.query.get('new_since')!) : 0
        const bugs = idsOf(call).map(id => checkBug(store, id))
        return ok({
          bugs: bugs.map(bug => ({ id: bug.id, alias: presentAlias(store, bug), history: presentHistory(bug, since) })),
        })
      },
    ],
  ]
}
