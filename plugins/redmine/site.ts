import type { Call } from 'issuefs/source'
import { type Address, ask } from './client.ts'
import { lineOf, listOf, objectOf } from './model/json.ts'
import type { RedmineOptions, Selection, TextMarkup } from './options.ts'
import { createProjects, type Projects } from './projects.ts'
import { type Remembered, remembered } from './remembered.ts'

/** One Redmine as a session sees it: asked once for what does not change. */
export interface Site extends Address {
  readonly selection: Selection
  readonly markup: TextMarkup
  /** Days within which every issue is read again; 0 for never. */
  readonly recheck: number
  readonly projects: Projects
  /** Whether saved queries come in groups, by their number (`listing/grouped.ts`). */
  readonly groupings: Map<string, Remembered<boolean>>
  /** Whether a status closes an issue. */
  closing(call: Call): Promise<(status: string) => boolean>
  /** What ids of statuses, trackers and priorities are called: `status_id` → `1` → `New`. */
  vocabulary(call: Call): Promise<Vocabulary>
}

/** Names by id, by the attribute that a journal names. */
export type Vocabulary = Readonly<Record<string, Readonly<Record<string, string>>>>

/** A site that has not been asked anything yet. */
export function createSite(options: RedmineOptions, selection: Selection): Site {
  const address: Address = { url: options.url.replace(/\/+$/, ''), key: options.key || undefined }
  const statuses = remembered(async call => listOf((await ask(address, call, '/issue_statuses.json')).issue_statuses))
  const others = remembered(async call => {
    const [trackers, priorities] = await Promise.all([
      ask(address, call, '/trackers.json'),
      ask(address, call, '/enumerations/issue_priorities.json'),
    ])
    return { tracker_id: namesOf(trackers.trackers), priority_id: namesOf(priorities.issue_priorities) }
  })
  return {
    ...address,
    selection,
    markup: options.textFormat,
    recheck: options.recheck,
    projects: createProjects(address),
    groupings: new Map(),
    async closing(call) {
      const all = (await statuses.get(call)).map(objectOf)
      const closed = new Set(all.flatMap(({ id, is_closed }) => (is_closed === true ? [lineOf(id) ?? ''] : [])))
      return status => closed.has(status)
    },
    vocabulary: async call => ({ status_id: namesOf(await statuses.get(call)), ...(await others.get(call)) }),
  }
}

/** `[{ id, name }]` as names by id. */
export function namesOf(list: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    listOf(list).flatMap(raw => {
      const { id, name } = objectOf(raw)
      return lineOf(id) && lineOf(name) ? [[lineOf(id)!, lineOf(name)!]] : []
    }),
  )
}
