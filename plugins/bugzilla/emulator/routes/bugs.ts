import type { Bug } from '../data/model.ts'
import { required } from '../http/authentication.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { presentBug } from '../present/bug.ts'
import { selectionOf } from '../present/select.ts'
import { searchBugs } from '../search/search.ts'
import type { Site } from '../site.ts'
import { createBug } from '../write/create.ts'
import { updateBug } from '../write/update.ts'
import { checkBug, idsOf } from './lookup.ts'

/** Searching, reading, making and changing bugs. */
export function bugRoutes({ store, pageCap }: Site): readonly Route[] {
  return [
    ['GET', '/rest/bug', search],
    ['POST', '/rest/bug', call => ok({ id: createBug(store, call.body, required(call.user)).id })],
    ['GET', '/rest/bug/{id}', read],
    ['PUT', '/rest/bug/{id}', update],
  ]

  function search({ query, user }: Call): Reply {
    const selection = selectionOf(query)
    return ok({
      bugs: searchBugs({ store, user }, query, pageCap).map(bug => presentBug({ store, user }, bug, selection)),
    })
  }

  function read(call: Call): Reply {
    const { query, user } = call
    const selection = selectionOf(query)
    const faults: unknown[] = []
    const bugs = idsOf(call).flatMap((id): readonly Bug[] => {
      try {
        return [checkBug(store, id)]
      } catch (error) {
        if (!query.has('permissive') || !(error instanceof Refusal)) throw error
        faults.push({ id: Number(id), faultCode: error.code, faultString: error.message })
        return []
      }
    })
    const shown = bugs.map(bug => {
      const token = user && selection.has('update_token') ? { update_token: `${bug.changed}-${Math.random()}` } : {}
      return { ...presentBug({ store, user }, bug, selection), ...token }
    })
    return ok({ bugs: shown, faults })
  }

  function update(call: Call): Reply {
    const user = required(call.user)
    const more = Array.isArray(call.body.ids) ? call.body.ids.map(String) : []
    const bugs = [...new Set([call.params.id ?? '', ...more])].map(id => checkBug(store, id))
    return ok({ bugs: bugs.map(bug => updateBug(store, bug, call.body, user)) })
  }
}
