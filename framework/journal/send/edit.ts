import { type Changes, type EditConflict, newText, type Rebased, rebase } from '../../edit/index.ts'
import type { Document } from '../../source/document.ts'
import { SourceError } from '../../source/error.ts'
import type { EntityRow } from '../../store/contract.ts'
import { adopt } from '../adopt.ts'
import { alike } from '../alike.ts'
import type { Entry } from '../entry.ts'
import { documentOf, fileOf, nameOf } from '../mount.ts'
import { problemName } from '../problem-files.ts'
import { checkComments, sendComments } from './comments.ts'
import { readBack, readIssue, type SendContext, type Sent } from './context.ts'
import type { Asked } from './not-saved.ts'
import { update } from './update.ts'

/** Sends the changes of one save: fields and texts with one update, then each new comment. */
export async function sendEdit(context: SendContext, written: Entry): Promise<Sent> {
  const entry = adopt(context.entries, written)
  if (!entry)
    throw new SourceError('invalid', `${nameOf(written)} was changed again, but the issue itself was not made.`)
  const changes = entry.changes!
  checkComments(context, entry, changes.added, changes.comments)
  const entity = await (context.present ?? readIssue(context, entry))
  const document = documentOf(context.mount, entity)
  const rebased = rebaseOn(context, entry, changes, document)
  if (rebased.conflicts.length > 0) return conflict(context, entry, entity, rebased.conflicts)
  const asked = entry.progress.update === 'done' ? nothing : rebased
  const updated = await update(context, entry, entity, asked, document)
  const added = changes.added.map(newText)
  const before = entry.progress.comments ?? 0
  let after: Entry
  try {
    after = await sendComments(context, updated.entry, added, updated.entity)
  } catch (thrown) {
    throw partly(thrown, entry, updated.saved)
  }
  const sent = (after.progress.comments ?? 0) - before
  const present = sent > 0 ? await readBack(context, after) : updated.entity
  if (updated.left.length === 0) return { state: 'sent', entity: present }
  const saved = [...updated.saved, ...(sent > 0 ? ['the new comment'] : [])]
  return { state: 'kept', error: ignored(entry, updated.left, saved) }
}

const nothing: Asked = { fields: [], sections: [], comments: [] }

function rebaseOn({ mount }: SendContext, { progress }: Entry, changes: Changes, document: Document): Rebased {
  const { account } = mount.writing.mount()
  const who = account === '' ? undefined : { id: account }
  const rebased = rebase(changes, document, who)
  if (rebased.conflicts.length === 0) return rebased
  if (progress.update === 'done') return { ...rebased, conflicts: [] }
  if (progress.force) return rebase(over(changes, rebased.conflicts), document, who)
  if (progress.update === undefined) return rebased
  const conflicts = rebased.conflicts.filter(({ mine, theirs }) => !alike(String(mine ?? ''), String(theirs ?? '')))
  return { ...rebased, conflicts }
}

/** The same changes as if they had been made of what the tracker has now. */
function over(changes: Changes, conflicts: readonly EditConflict[]): Changes {
  const theirs = new Map(conflicts.map(each => [each.what, each.theirs]))
  const from = <T extends { readonly from: unknown }>(what: string, change: T): T =>
    theirs.has(what) ? { ...change, from: theirs.get(what) ?? null } : change
  const text = <T extends { readonly from: string }>(what: string, change: T): T =>
    theirs.has(what) ? { ...change, from: String(theirs.get(what) ?? '') } : change
  const isThere = (what: string): boolean => !theirs.has(what) || theirs.get(what) !== undefined
  return {
    ...changes,
    front: changes.front.map(each => from(each.name, each)),
    ...(changes.title ? { title: text('title', changes.title) } : {}),
    ...(changes.body ? { body: text('body', changes.body) } : {}),
    sections: changes.sections
      .filter(({ id }) => isThere(`section ${id}`))
      .map(each => text(`section ${each.id}`, each)),
    comments: changes.comments
      .filter(({ id }) => isThere(`comment ${id}`))
      .map(each => text(`comment ${each.id}`, each)),
  }
}

function conflict({ mount }: SendContext, entry: Entry, entity: EntityRow, conflicts: readonly EditConflict[]): Sent {
  const name = nameOf(entry)
  const what = conflicts.map(({ what }) => sayUnit(what, entry.changes!)).join(', ')
  const again = entry.accepted ? '' : 'save the file again with what it should say, or '
  const sentence = `Somebody else has changed ${what} of ${name} meanwhile, so nothing was saved. Both versions are in .issuefs/conflicts/: ${again}run "issuefs resolve ${problemName(entry.path)} mine" or "issuefs resolve ${problemName(entry.path)} theirs".`
  return { state: 'kept', error: new SourceError('conflict', sentence), theirs: fileOf(mount, entity) }
}

/** What a conflict is about, in words. */
function sayUnit(what: string, { sections }: Changes): string {
  if (what === 'title') return 'the title'
  if (what === 'body') return 'the description'
  const section = sections.find(({ id }) => what === `section ${id}`)
  return section ? `the section "${section.title || section.id}"` : what
}

function ignored(entry: Entry, left: readonly string[], saved: readonly string[]): SourceError {
  const rest = saved.length > 0 ? ` Saved: ${saved.join(', ')}.` : ''
  return new SourceError(
    'denied',
    `The tracker took the save of ${nameOf(entry)}, but left as it was: ${left.join(', ')}.${rest} The account may lack the right to change it.`,
  )
}

/** What went wrong with a comment, after other parts were saved. */
function partly(thrown: unknown, entry: Entry, saved: readonly string[]): unknown {
  if (!(thrown instanceof SourceError) || saved.length === 0) return thrown
  const { kind, message, retryAfter, status } = thrown
  return new SourceError(
    kind,
    `${message} Saved of ${nameOf(entry)}: ${saved.join(', ')}; not saved: the new comment.`,
    {
      cause: thrown.cause ?? thrown,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      ...(status === undefined ? {} : { status }),
    },
  )
}
