import type { Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { listOf, type Reply } from '../http/message.ts'
import type { Manner } from '../present/field-value.ts'
import { presentHistory } from '../present/parts.ts'
import type { Selection } from '../present/selection.ts'
import type { Site } from '../site.ts'

/** JSON that is printed already, in pieces. */
export function json(...pieces: readonly (string | Buffer)[]): Reply {
  const bytes = Buffer.concat(pieces.map(piece => (typeof piece === 'string' ? Buffer.from(piece) : piece)))
  return { status: 200, headers: { 'Content-Type': 'application/json;charset=UTF-8' }, bytes }
}

/** Pieces with commas between. */
export function joined(pieces: readonly Buffer[]): readonly (string | Buffer)[] {
  return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [',', piece]))
}

/** An object with more members; `members` begin with a comma, or are empty. */
export function extended(object: Buffer, members: string): Buffer {
  return members === '' ? object : Buffer.concat([object.subarray(0, -1), Buffer.from(`${members}}`)])
}

/** One issue of a list, with its changelog where `expand` asks: on Cloud at most 40 entries. */
export function printIn(site: Site, issue: Issue, selection: Selection, manner: Manner, expand: unknown): Buffer {
  const text = site.presenter.print(issue, selection, manner)
  if (!listOf(expand)?.includes('changelog')) return text
  return extended(text, changelogText(site.store, issue, 40))
}

/** `,"changelog":{…}`: on Cloud newest first and at most `most`; on Data Center everything, oldest first. */
export function changelogText(store: Store, issue: Issue, most: number): string {
  const all = issue.content().histories
  const shown = store.flavour === 'cloud' ? all.toReversed().slice(0, most) : all
  const histories = shown.map(presentHistory)
  const page = { startAt: 0, maxResults: histories.length, total: all.length, histories }
  return `,"changelog":${JSON.stringify(page)}`
}

/** `,"names":{…}` and `,"schema":{…}` as `expand` asks. */
export function expandNames(site: Site, expand: unknown): string {
  const asked = listOf(expand) ?? []
  const all = site.store.fields.all()
  const names = Object.fromEntries(all.map(({ id, name }) => [id, name]))
  const schemas = Object.fromEntries(all.flatMap(({ id, schema }) => (schema ? [[id, schema] as const] : [])))
  return (
    (asked.includes('names') ? `,"names":${JSON.stringify(names)}` : '') +
    (asked.includes('schema') ? `,"schema":${JSON.stringify(schemas)}` : '')
  )
}
