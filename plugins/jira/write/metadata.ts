import { type Call, isSourceError } from 'issuefs/source'
import { quoted } from '../jql.ts'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import { recent } from '../recent.ts'
import type { Site } from '../site.ts'
import { type FieldMeta, fieldMetas } from './field-meta.ts'
import { type Step, stepsOf } from './step.ts'

/** A type that issues of a project can be made of. */
export interface IssueType {
  readonly id: string
  readonly name: string
  readonly isSubtask: boolean
}

/** A sprint that issues can be put into. */
export interface OpenSprint {
  readonly id: number
  readonly name: string
}

/** What can be written, as Jira tells it. Answers are kept for a minute, workflows for ten. */
export type Metadata = ReturnType<typeof createMetadata>

const MINUTE = 60_000

export function createMetadata(site: Site) {
  const lists = recent<readonly unknown[]>(MINUTE)
  const screens = recent<readonly FieldMeta[]>(MINUTE)
  const edits = recent<{ readonly of: string; readonly screen: readonly FieldMeta[] }>(MINUTE)
  const workflows = recent<readonly Step[] | undefined>(10 * MINUTE)

  return {
    /** The edit screen of an issue; empty where it may not be edited. */
    async editFields(issue: Issue, call: Call) {
      const ask = async (inner: Call) => {
        const client = await site.client(inner)
        return { of: issue.id, screen: fieldMetas(objectOf(await client.editMeta(issue.id)).fields) }
      }
      const alike = await edits(`${place(issue)} ${idOf(issue.fields.status)}`, call, ask)
      if (alike.screen.length > 0 || alike.of === issue.id) return alike.screen
      // Who may edit can depend on the issue itself: its reporter, its assignee, its security level.
      return (await edits(issue.id, call, ask)).screen
    },

    createFields: (project: string, type: string, call: Call) =>
      screens(`create ${project} ${type}`, call, async inner => {
        const client = await site.client(inner)
        return fieldMetas(await allPages('fields', startAt => client.createFields(project, type, startAt)))
      }),

    async types(project: string, call: Call): Promise<readonly IssueType[]> {
      const types = await lists(`types ${project}`, call, async inner => {
        const client = await site.client(inner)
        return allPages('issueTypes', startAt => client.createTypes(project, startAt))
      })
      return types.map(objectOf).map(type => ({
        id: idOf(type),
        name: lineOf(type.name) ?? '',
        isSubtask: type.subtask === true,
      }))
    },

    /** The names of all statuses that issues of a type go through. `type` is its name. */
    async statuses(project: string, type: string | undefined, call: Call): Promise<readonly string[]> {
      const types = await lists(`statuses ${project}`, call, async inner => {
        return listOf(await (await site.client(inner)).statuses(project))
      })
      const own = types.map(objectOf).find(entry => lineOf(entry.name) === type)
      return namesOf(own ? listOf(own.statuses) : types.flatMap(entry => listOf(objectOf(entry).statuses)))
    },

    async resolutions(call: Call): Promise<readonly string[]> {
      return namesOf(
        await lists('resolutions', call, async inner => listOf(await (await site.client(inner)).resolutions())),
      )
    },

    linkTypes: (call: Call) =>
      lists('link types', call, async inner => {
        return listOf(objectOf(await (await site.client(inner)).linkTypes()).issueLinkTypes)
      }),

    /** The sprints of a project's boards that are not closed. Boards without sprints have none. */
    async openSprints(project: string, call: Call): Promise<readonly OpenSprint[]> {
      const sprints = await lists(`sprints ${project}`, call, async inner => {
        const client = await site.client(inner)
        const boards = await allPages('values', startAt => client.boards(project, startAt).catch(nothing))
        const own = boards.filter(board => objectOf(board).type !== 'kanban').map(idOf)
        const ofBoard = (board: string) =>
          allPages('values', startAt => client.openSprints(board, startAt).catch(nothing))
        return (await Promise.all(own.map(ofBoard))).flat()
      })
      // A sprint stands on each board that shows an issue of it.
      const found = new Map<number, OpenSprint>()
      for (const { id, name } of sprints.map(objectOf)) {
        if (typeof id === 'number' && lineOf(name)) found.set(id, { id, name: lineOf(name)! })
      }
      return [...found.values()]
    },

    /**
     * The steps that lead out of a status, learnt from any issue of the same type that is in it.
     * `undefined` where there is none to learn from.
     */
    stepsFrom: (status: string, issue: Issue, call: Call) =>
      workflows(`steps ${place(issue)} ${status}`, call, async inner => {
        const client = await site.client(inner)
        const { project } = issueKey(issue.key)!
        const jql = `project = ${quoted(project)} AND issuetype = ${idOf(issue.fields.issuetype)} AND status = ${quoted(status)}`
        const query = { jql, fields: ['status'], maxResults: 1 }
        const page = await (client.flavour === 'cloud'
          ? client.searchByToken(query)
          : client.searchByOffset({ ...query, startAt: 0 }))
        const sample = page.issues?.[0]
        return sample && stepsOf(await client.transitions(sample.id))
      }),
  }
}

/** Project and type: what decides on screens and workflow. */
function place(issue: Issue): string {
  return `${issueKey(issue.key)?.project} ${idOf(issue.fields.issuetype)}`
}

function idOf(value: unknown): string {
  return lineOf(objectOf(value).id) ?? ''
}

function namesOf(values: readonly unknown[]): readonly string[] {
  return [...new Set(values.flatMap(value => lineOf(objectOf(value).name) ?? []))]
}

/** Cloud calls the list after what is in it, Data Center `values`. Agile lists say whether they are at their end, not always how long they are. */
async function allPages(name: string, ask: (startAt: number) => Promise<unknown>): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (;;) {
    const page = objectOf(await ask(found.length))
    const values = listOf(page[name] ?? page.values)
    found.push(...values)
    const isAtEnd = page.isLast === true || (page.isLast !== false && found.length >= Number(page.total ?? 0))
    if (values.length === 0 || isAtEnd) return found
  }
}

/** A Jira without boards, and boards without sprints, say so with an error. */
function nothing(thrown: unknown): undefined {
  if (!isSourceError(thrown) || !['not-found', 'invalid', 'denied'].includes(thrown.kind)) throw thrown
}
