import { customId } from '../data/custom-fields.ts'
import type { Fields } from '../data/model.ts'
import { type Call, ok, type Reply, type Route, wholeNumber } from '../http/message.ts'
import type { Site } from '../site.ts'

/** Boards (one per project) and their sprints (those that issues are in). */
export function agileRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [
    ['GET', '/rest/agile/1.0/board', call => page(call, boards())],
    ['GET', '/rest/agile/1.0/board/{board}/sprint', call => page(call, sprints(call.params.board ?? ''))],
  ]

  function boards(): readonly Fields[] {
    return [...store.projects.values()].map(({ id, key, name }, index) => ({
      id: index + 1,
      self: `${store.base}/rest/agile/1.0/board/${index + 1}`,
      name: `${key} board`,
      type: 'scrum',
      location: { projectId: Number(id), projectKey: key, projectName: name },
    }))
  }

  function sprints(board: string): readonly Fields[] {
    const found = new Map<string, Fields>()
    for (const issue of store.issues.values()) {
      for (const value of (issue.fields[customId.sprint] as readonly unknown[] | undefined) ?? []) {
        const sprint = typeof value === 'string' ? readPrinted(value) : (value as Fields)
        if (String(sprint.boardId) === board) found.set(String(sprint.id), sprint)
      }
    }
    return [...found.values()].sort((first, second) => Number(first.id) - Number(second.id))
  }
}

/** The sprint in a printed Java object. */
function readPrinted(text: string): Fields {
  const part = (name: string) => new RegExp(`[[,]${name}=([^,\\]]*)`).exec(text)?.[1] ?? ''
  const state = part('state').toLowerCase()
  return { id: Number(part('id')), name: part('name'), state, boardId: Number(part('rapidViewId')) }
}

function page(call: Call, all: readonly Fields[]): Reply {
  const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
  const maxResults = Math.min(50, Math.max(1, wholeNumber(call.query.get('maxResults'), 50)))
  const values = all.slice(startAt, startAt + maxResults)
  return ok({ maxResults, startAt, total: all.length, isLast: startAt + values.length >= all.length, values })
}
