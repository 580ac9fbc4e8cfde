import { isDeepStrictEqual } from 'node:util'
import { type Edit, SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import type { WriteContext } from './context.ts'
import type { FieldMeta } from './field-meta.ts'
import { invalid, notEditable } from './invalid.ts'
import { isForbidden } from './refusal.ts'
import { sentText } from './text.ts'

/** Letters that Jira takes in a summary. */
const LONGEST_TITLE = 255

/** The texts of a save as values of fields: title, description, sections. What the issue has already is left out. */
export async function textFields(
  { entity, title, body, sections }: Edit<unknown, Issue>,
  screen: readonly FieldMeta[],
  context: WriteContext,
): Promise<Readonly<Record<string, unknown>>> {
  const texts = [...(body ? [{ id: 'description', text: body }] : []), ...sections]
  const sent = await Promise.all(
    texts.map(async ({ id, text }) => [id, await sentText(text, entity, context)] as const),
  )
  const wanted = [...(title === undefined ? [] : [['summary', checkedTitle(title)] as const]), ...sent]
  const changed = wanted.filter(([id, value]) => !isDeepStrictEqual(entity.fields[id] ?? null, value))
  for (const [id] of changed) {
    if (screen.length === 0) throw notEditable(sayText(id, entity))
    if (!screen.some(meta => meta.id === id))
      throw invalid(sayText(id, entity), 'the edit screen of this issue does not have it')
  }
  return Object.fromEntries(changed)
}

/** A title as Jira takes it: one line. */
export function checkedTitle(title: string): string {
  const line = title.replaceAll(/\s+/g, ' ').trim()
  if (line === '') throw invalid('title', 'an issue cannot be without one')
  if (line.length <= LONGEST_TITLE) return line
  throw invalid('title', `it has ${line.length} letters; Jira takes ${LONGEST_TITLE}`)
}

function sayText(id: string, { names }: Issue): string {
  const own: Readonly<Record<string, string>> = { summary: 'title' }
  return own[id] ?? names[id] ?? id
}

/** Changes comments one by one; those that read so already are left. */
export async function changeComments(
  { id: issue, entity, comments }: Edit<unknown, Issue>,
  context: WriteContext,
): Promise<void> {
  const { client, explained } = context
  for (const { id, text } of comments) {
    const present = objectOf(entity.comments.find(comment => objectOf(comment).id === id))
    const body = await sentText(text, entity, context)
    if (body === null) throw invalid(`comment ${id}`, 'a comment cannot be emptied; delete it in Jira')
    if (isDeepStrictEqual(present.body, body)) continue
    try {
      await explained(() => client.editComment(issue, id, body, present.visibility))
    } catch (error) {
      if (!isForbidden(error)) throw error
      const author = personName(present.author) ?? lineOf(present.id) ?? 'somebody else'
      const sentence = `This account may not change comment ${id} by ${author}; undo the change, or write a comment of your own.`
      throw new SourceError('denied', sentence, { cause: error })
    }
  }
}
