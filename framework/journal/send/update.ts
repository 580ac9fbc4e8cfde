import { checkFields, fieldNamed, writableFields } from '../../edit/index.ts'
import type { Document } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import type { Edit, Field, WritableText, Write } from '../../source/write.ts'
import type { EntityRow } from '../../store/contract.ts'
import { asSourceError } from '../../sync/keep-running.ts'
import { isUncertain } from '../classify.ts'
import type { Entry } from '../entry.ts'
import { documentOf, writeOf } from '../mount.ts'
import { advance, readBack, type SendContext } from './context.ts'
import { type Asked, isNothingAsked, notSaved, partsOf } from './not-saved.ts'

/** How long a tracker is given whose answer right after a write is still the old one, in milliseconds. */
const settling = 500

/** How an update has gone. */
export interface Updated {
  readonly entry: Entry
  readonly entity: EntityRow
  /** What was asked for and is still as before. */
  readonly left: readonly string[]
  /** What was asked for and is now. */
  readonly saved: readonly string[]
}

/**
 * Asks the tracker to make an issue what was asked for, reads it back and compares.
 *
 * @param before the issue's document, where it has been rendered already
 * @throws SourceError `invalid` before anything is sent, when a value is not allowed
 */
export async function update(
  context: SendContext,
  entry: Entry,
  entity: EntityRow,
  wanted: Asked,
  before: Document = documentOf(context.mount, entity),
): Promise<Updated> {
  if (isNothingAsked(wanted)) return { entry, entity, left: [], saved: [] }
  const { mount } = context
  const write = writeOf(mount, entry.route)
  if (!write?.update)
    throw new SourceError('invalid', 'Issues can not be changed here; only new comments can be added.')
  checkTexts(write, wanted)
  const fields = await checkValues(context, write, entity, wanted, Object.keys(before.front))
  const asked = { ...wanted, fields }
  if (isNothingAsked(asked)) return { entry, entity, left: [], saved: [] }
  const trying = advance(context, entry, { ...entry.progress, update: 'trying' })
  context.step('update')
  const edit = { ...asked, ...issueOf(entity) } as Edit
  try {
    await mount.writing.ask(() => write.update!(edit as never, mount.writing.call()), 'The update')
  } catch (thrown) {
    throw await half(context, trying, asked, before, asSourceError(thrown))
  }
  context.step('updated')
  const done = advance(context, trying, { ...trying.progress, update: 'done' })
  let present = await readBack(context, done)
  let left = notSaved(asked, before, documentOf(mount, present))
  if (left.length > 0) {
    await context.sleep(settling)
    present = await readBack(context, done)
    left = notSaved(asked, before, documentOf(mount, present))
  }
  return { entry: done, entity: present, left, saved: partsOf(asked, before).filter(part => !left.includes(part)) }
}

/** Why an update failed, and which parts of it the tracker has taken all the same. */
async function half(
  context: SendContext,
  entry: Entry,
  asked: Asked,
  before: Document,
  error: SourceError,
): Promise<SourceError> {
  if (isUncertain(error) || error.kind === 'rate-limited') return error
  try {
    const left = notSaved(asked, before, documentOf(context.mount, await readBack(context, entry)))
    const saved = partsOf(asked, before).filter(part => !left.includes(part))
    if (saved.length === 0) return error
    const { status } = error
    const sentence = `${error.message} Saved all the same: ${saved.join(', ')}; not saved: ${left.join(', ') || 'the rest'}.`
    return new SourceError(error.kind, sentence, { cause: error, ...(status === undefined ? {} : { status }) })
  } catch {
    return error
  }
}

function checkTexts({ texts = [] }: Write, asked: Asked): void {
  const wanted: readonly [WritableText, boolean, string][] = [
    ['title', asked.title !== undefined, 'The title'],
    ['body', asked.body !== undefined, 'The description'],
    ['sections', asked.sections.length > 0, 'The text of a section'],
    ['comments', asked.comments.length > 0, 'The text of a comment'],
  ]
  const wrong = wanted.find(([name, is]) => is && !texts.includes(name))
  if (wrong) throw new SourceError('invalid', `${wrong[2]} can not be changed here. Put it back as it was.`)
}

async function checkValues(
  { mount }: SendContext,
  write: Write,
  entity: EntityRow,
  { fields }: Asked,
  shown: readonly string[],
): Promise<Asked['fields']> {
  if (fields.length === 0) return fields
  const names = fields.map(({ name }) => name)
  const ask = (only: { readonly names?: readonly string[] }): Promise<readonly Field[]> => {
    const of = { of: 'issue', ...issueOf(entity), ...only } as const
    return mount.writing.ask(() => writableFields(write, of as never, mount.writing.call()), 'The fields')
  }
  const known = await ask({ names })
  // What a key that nobody knows may have been meant for is said of all of them.
  return checkFields(fields, names.every(name => fieldNamed(name, known)) ? known : await ask({}), shown)
}

/** An issue as the source is told of it. */
export function issueOf({ id, key, body }: EntityRow): {
  readonly id: string
  readonly key: EntityRow['key']
  readonly entity: unknown
} {
  return { id, key, entity: JSON.parse(body ?? 'null') }
}
