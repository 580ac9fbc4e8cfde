import { type Call, isSourceError } from 'issuefs/source'
import { quoted } from '../jql.ts'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { type FieldMeta, fieldMetas } from './field-meta.ts'
import { recent } from './recent.ts'
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
  const workflows = recent<readonly Step[] | undefined>(10 * MINUTE)

  return {
    /** The edit screen of an issue; empty where it may not be edited. */
    editFields: (issue: Issue, call: Call) =>
      screens(`edit ${place(issue)} ${idOf(issue.fields.status)}`, call, async inner => {
        const client = await site.client(inner)
        return fieldMetas(objectOf(await client.editMeta(issue.id)).fields)
      }),

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
        const boards = listOf(objectOf(await client.boards(project).catch(nothing)).values).map(idOf)
        const pages = await Promise.all(boards.map(board => client.openSprints(board).catch(nothing)))
        return pages.flatMap(page => listOf(objectOf(page).values))
      })
      return sprints.map(objectOf).flatMap(({ id, name }) => {
        return typeof id === 'number' && lineOf(name) ? [{ id, name: lineOf(name)! }] : []
      })
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

/** Cloud calls the list after what is in it, Data Center `values`. */
async function allPages(name: string, ask: (startAt: number) => Promise<unknown>): Promise<readonly unknown[]> {
  const found: unknown[] = []
  for (;;) {
    const page = objectOf(await ask(found.length))
    const values = listOf(page[name] ?? page.values)
    found.push(...values)
    if (values.length === 0 || page.isLast === true || found.length >= Number(page.total ?? 0)) return found
  }
}

/** A Jira without boards, and boards without sprints, say so with an error. */
function nothing(thrown: unknown): undefined {
  if (!isSourceError(thrown) || !['not-found', 'invalid', 'denied'].includes(thrown.kind)) throw thrown
}
