import { customId } from '../data/custom-fields.ts'
import type { Fields } from '../data/model.ts'
import { makeSprints, type Sprint, sprintValue } from '../generate/sprints.ts'
import { type Call, ok, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import type { Site } from '../site.ts'
import { replaceValues } from '../write/edit.ts'
import { bodyOf } from './lookup.ts'

/** Boards (of each project as many as it has teams, and one without sprints) and their sprints. */
export function agileRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [
    ['GET', '/rest/agile/1.0/board', call => page(call, boardsOf(call.query.get('projectKeyOrId')))],
    ['GET', '/rest/agile/1.0/board/{board}/sprint', listSprints],
    ['POST', '/rest/agile/1.0/sprint/{sprint}/issue', call => move(call, Number(call.params.sprint))],
    ['POST', '/rest/agile/1.0/backlog/issue', call => move(call, undefined)],
  ]

  function boardsOf(project: string | null): readonly Fields[] {
    if (project === null) return boards()
    return boards().filter(({ location }) => {
      const { projectId, projectKey } = location as Fields
      return projectKey === project || String(projectId) === project
    })
  }

  function listSprints(call: Call): Reply {
    const board = boards().find(({ id }) => String(id) === call.params.board)
    if (!board)
      throw new Refusal(404, [
        'Requested board cannot be viewed because it either does not exist or you do not have permission.',
      ])
    if (board.type === 'kanban') throw new Refusal(400, ['The board does not support sprints'])
    const states = call.query.get('state')?.split(',')
    const known = sprints(call.params.board ?? '')
    return page(
      call,
      known.filter(({ state }) => !states || states.includes(String(state))),
    )
  }

  /** An issue is in one open sprint at most; closed ones stay with it. */
  function move(call: Call, sprint: number | undefined): Reply {
    site.rights.need('edit', 'edit issues in this project')
    const open = allSprints().filter(({ state }) => state !== 'closed')
    const target = open.find(({ id }) => id === sprint)
    if (sprint !== undefined && !target)
      throw new Refusal(400, ['Issue can be assigned only active or future sprints.'])
    const asked = (bodyOf(call).issues as readonly unknown[] | undefined) ?? []
    const issues = asked.flatMap(one => store.find(String(one)) ?? [])
    if (issues.length === 0 || issues.length < asked.length || asked.length > 50)
      throw new Refusal(400, ['Issues must be 1 to 50, and exist.'])
    for (const issue of issues) {
      const values = (issue.fields[customId.sprint] as readonly (Fields | string)[] | undefined) ?? []
      const closed = values.filter(value => readSprint(value).state === 'closed')
      const next = target ? [...closed, sprintValue(store.flavour, target)] : closed
      const fields = { [customId.sprint]: next.length > 0 ? next : null }
      replaceValues(store, issue, { fields, rich: {} }, store.users.me)
    }
    return { status: 204 }
  }

  function allSprints(): readonly Sprint[] {
    const scrum = boards().filter(({ type }) => type === 'scrum')
    return scrum.flatMap(({ id, location }) => makeSprints(Number(id), String((location as Fields).projectKey)))
  }

  function boards(): readonly Fields[] {
    return [...store.projects.values()].flatMap(({ id, key, name }, index) =>
      Array.from({ length: site.teams + 1 }, (_, team) => {
        const board = index + 1 + team * 100
        return {
          id: board,
          self: `${store.base}/rest/agile/1.0/board/${board}`,
          name: team === 0 ? `${key} board` : `${key} board ${team + 1}`,
          type: team === site.teams ? 'kanban' : 'scrum',
          location: { projectId: Number(id), projectKey: key, projectName: name },
        }
      }),
    )
  }

  function sprints(board: string): readonly Fields[] {
    const planned = store.fields.get(customId.sprint)
      ? allSprints().filter(sprint => String(sprint.boardId) === board)
      : []
    const found = new Map<string, Fields>(
      planned.map(({ id, name, state, boardId }) => [String(id), { id, name, state, boardId }]),
    )
    for (const issue of store.issues.values()) {
      for (const value of (issue.fields[customId.sprint] as readonly unknown[] | undefined) ?? []) {
        const sprint = readSprint(value)
        if (String(sprint.boardId) === board) found.set(String(sprint.id), sprint)
      }
    }
    return [...found.values()].sort((first, second) => Number(first.id) - Number(second.id))
  }
}

function readSprint(value: unknown): Fields {
  return typeof value === 'string' ? readPrinted(value) : (value as Fields)
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
