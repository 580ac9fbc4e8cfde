import { type Created, type Draft, SourceError } from 'issuefs/source'
import { lineOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import type { WriteContext } from './context.ts'
import { newValue, scalarsOf } from './field-values.ts'
import { invalid, notAllowed } from './invalid.ts'
import { issueTypeOf } from './issue-type.ts'
import { markProperty } from './mark.ts'
import { sentText } from './text.ts'
import { checkedTitle } from './texts.ts'

/** Keys that a new issue gets by an edit afterwards. */
const LATER = new Set(['type', 'status', 'resolution', 'links', 'sprint'])

/** Fields of which Jira says that they are required, and which it gives a new issue by itself: whoever makes it reports it. */
const GIVEN = new Set(['issuetype', 'reporter'])

/**
 * Makes an issue with one request. Fields that its create screen does not have are left for the edit that follows.
 *
 * The mark goes along as a property of the issue, which Jira stores together with it and nobody sees.
 */
export async function create(draft: Draft<{ readonly project: string }>, context: WriteContext): Promise<Created> {
  const { client, metadata, call } = context
  const { project } = draft.scope
  const types = await metadata.types(project, call)
  const type = issueTypeOf(types, lineOf(draft.fields.type))
  if (types.length === 0) throw new SourceError('denied', `This account may not create issues in ${project}.`)
  if (!type) {
    const names = types.map(({ name }) => name)
    throw notAllowed('type', draft.fields.type, names)
  }
  const screen = await metadata.createFields(project, type.id, call)
  const writables = await context.writables(screen)
  const fields: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(draft.fields)) {
    const writable = writables.find(one => one.key === key)
    if (LATER.has(key) || !writable || scalarsOf(value).length === 0) continue
    const sent = await newValue(value, writable, context.person)
    const { id } = writable.meta
    fields[id] = id === 'timetracking' ? { ...(fields[id] as object), ...(sent as object) } : sent
  }
  for (const { key, meta } of writables) {
    if (meta.required && !GIVEN.has(meta.id) && fields[meta.id] === undefined) {
      throw invalid(key, `a new ${type.name} needs it`)
    }
  }
  const body = draft.body && (await sentText(draft.body, undefined, context))
  const made = await context.explained(() =>
    client.create({
      fields: {
        ...fields,
        project: { key: project },
        issuetype: { id: type.id },
        summary: checkedTitle(draft.title),
        ...(body !== undefined && body !== null && { description: body }),
      },
      properties: [markProperty(draft.mark)],
    }),
  )
  const key = issueKey(made?.key)
  if (key && made.id) return { id: String(made.id), key: { ...key } }
  throw new SourceError('unexpected', `Jira made an issue in ${project} and did not say which.`)
}
