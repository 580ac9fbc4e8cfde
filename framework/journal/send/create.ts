import { isSameValue } from '../../edit/front-value.ts'
import {
  type Changes,
  checkDraft,
  newText,
  type ReadDraft,
  readDraft,
  rebase,
  writableFields,
} from '../../edit/index.ts'
import { printText } from '../../markdown/index.ts'
import type { Document, FrontValue } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import type { Created, Draft, Field, Write } from '../../source/write.ts'
import { alike } from '../alike.ts'
import type { Entry } from '../entry.ts'
import { documentOf, writeOf } from '../mount.ts'
import { checkComments, sendComments } from './comments.ts'
import { advance, readBack, type SendContext, type Sent } from './context.ts'
import { sendOnce } from './once.ts'
import { update } from './update.ts'

/** Makes an issue of a file that was written, then what could not be given to it at once, then its comments. */
export async function sendDraft(context: SendContext, entry: Entry): Promise<Sent> {
  const { mount } = context
  const write = writeOf(mount, entry.route)
  if (!write?.create) throw new SourceError('invalid', 'Issues can not be made here.')
  const read = readDraft(entry.body)
  checkComments(context, entry, read.comments)
  const fieldsOf = once(() => ask(context, write, entry, givenBy(read)))
  const made = await make(context, entry, write, read, fieldsOf)
  const entity = await readBack(context, made)
  const document = documentOf(mount, entity)
  const fields = made.progress.update === 'done' ? [] : await fieldsOf()
  const changes = made.progress.update === 'done' ? nothing : leftOver(read, fields, document)
  const updated = await update(context, made, entity, rebase(changes, document), document)
  const after = await sendComments(context, updated.entry, read.comments.map(newText))
  const present = (after.progress.comments ?? 0) > 0 ? await readBack(context, after) : updated.entity
  const left = updated.left.filter(name => isEmptyOrDefault(name, documentOf(mount, present), fields))
  if (left.length === 0) return { state: 'sent', entity: present }
  const name = String(Object.values(present.key).at(-1))
  const sentence = `${name} was made, but the tracker has not taken: ${left.join(', ')}. The account may lack the right to set it.`
  return { state: 'kept', error: new SourceError('denied', sentence) }
}

/** Asked when it is needed, and not again. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= work())
}

const nothing: Changes = { front: [], sections: [], comments: [], added: [] }

/** The entry of an issue that is there, whoever has made it. */
async function make(
  context: SendContext,
  entry: Entry,
  write: Write,
  read: ReadDraft,
  fieldsOf: () => Promise<readonly Field[]>,
): Promise<Entry> {
  if (entry.progress.made) return adopt(context, entry)
  const { mount } = context
  const fields = checkDraft(read.front, await fieldsOf())
  const draft: Draft = {
    scope: entry.key,
    title: read.title,
    fields,
    ...(read.body === '' ? {} : { body: newText(read.body) }),
    mark: entry.mark,
    since: new Date(entry.created).toISOString(),
  }
  const { create, findCreated } = write
  const find = findCreated
    ? () => mount.writing.ask(() => findCreated.call(write, draft as never, mount.writing.call()), 'The search for it')
    : undefined
  const after = await sendOnce<Created>(context, entry, {
    before: async () => {
      await mount.writing.ensure()
      return { known: [] }
    },
    send: () => mount.writing.ask(() => create!.call(write, draft as never, mount.writing.call()), 'The new issue'),
    find,
    done: ({ id, key }, progress) => ({ ...progress, made: { id, key } }),
  })
  return adopt(context, after)
}

/** The journal names the issue, so that later saves of it find what was written. */
function adopt(context: SendContext, entry: Entry): Entry {
  const { id, key } = entry.progress.made!
  return entry.entity === id ? entry : advance(context, entry, entry.progress, { entity: id, key })
}

function givenBy(read: ReadDraft): Readonly<Record<string, FrontValue>> {
  return Object.fromEntries(read.front.map(({ name, value }) => [name, value]))
}

async function ask(
  { mount }: SendContext,
  write: Write,
  { path, route }: Entry,
  given: Readonly<Record<string, FrontValue>>,
): Promise<readonly Field[]> {
  await mount.writing.ensure()
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
  const scope = mount.writing.router.makersOf(folder).find(({ compiled }) => compiled.route.path === route)?.scope ?? {}
  return mount.writing.ask(
    () => writableFields(write, { of: 'new', scope, given }, mount.writing.call()),
    'The fields of a new issue',
  )
}

/** What was written and is not so after it was made. A description that is there was taken, however the tracker spells it. */
function leftOver(read: ReadDraft, fields: readonly Field[], document: Document): Changes {
  const given = Object.entries(checkDraft(read.front, fields))
  const body = printText(document.body).markdown
  return {
    ...nothing,
    front: given
      .filter(([name, value]) => !isSameValue(value, document.front[name]))
      .map(([name, to]) => ({ name, from: document.front[name] ?? null, to })),
    ...(alike(document.title, read.title) ? {} : { title: { from: document.title, to: read.title } }),
    ...(read.body === '' || body.trim() !== '' ? {} : { body: { from: body, to: read.body } }),
  }
}

/** A value that the tracker has made something else of is spelt in its own way. */
function isEmptyOrDefault(name: string, { front }: Document, fields: readonly Field[]): boolean {
  const field = fields.find(each => each.name === name)
  return !field || isSameValue(front[name], undefined) || isSameValue(front[name], field.default)
}
