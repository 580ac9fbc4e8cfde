import { cleanLine } from '../markdown/clean.ts'
import { printText } from '../markdown/print-text.ts'
import type { Comment, Document, Text } from '../source/document.ts'
import type { TextEdit } from '../source/write.ts'
import type { Changes, TextChange } from './changes.ts'
import { invalid } from './invalid.ts'
import { mergeLines } from './merge-lines.ts'
import { newText } from './new-text.ts'
import { rebaseFront } from './rebase-front.ts'
import type { EditConflict, Rebased } from './rebased.ts'
import { textChange } from './text-change.ts'
import { editText } from './text-edit.ts'

/**
 * Makes changes differences to what the tracker has now (three-way): what others have changed elsewhere stands, what is so
 * already is left out, and what they have changed to something else is a conflict.
 *
 * @param present the document as its plugin renders it now
 * @param account whose comments may be changed
 * @throws SourceError `invalid` when a comment of somebody else was changed
 */
export function rebase(changes: Changes, present: Document, account?: { readonly id: string }): Rebased {
  const { fields, conflicts: frontConflicts } = rebaseFront(changes.front, present)
  const conflicts: EditConflict[] = [...frontConflicts]

  function merge(what: string, change: TextChange, text: Text | undefined): TextEdit | undefined {
    const printed = text && printText(text)
    const theirs = printed?.markdown
    const merged = theirs === undefined ? undefined : mergeLines(change.from, change.to, theirs)
    if (merged === undefined) conflicts.push({ what, base: change.from, mine: change.to, theirs })
    else if (textChange(theirs!, merged)) return editText(text!, merged, printed)
    return undefined
  }

  const title = changes.title && rebaseTitle(changes.title, cleanLine(present.title), conflicts)
  const body = changes.body && merge('body', changes.body, present.body)
  const sections = changes.sections.flatMap(({ id, from, to }) => {
    const found = present.sections?.find(section => section.id.toWellFormed() === id)
    const text = merge(`section ${id}`, { from, to }, found?.text)
    return text ? [{ id: found!.id, text }] : []
  })
  const comments = changes.comments.flatMap(({ id, from, to }) => {
    const found = present.comments?.find(comment => comment.id.toWellFormed() === id)
    if (found && textChange(printText(found.text).markdown, to)) checkOwn(found, account)
    const text = merge(`comment ${id}`, { from, to }, found?.text)
    return text ? [{ id: found!.id, text }] : []
  })
  return {
    fields,
    ...(title === undefined ? {} : { title }),
    ...(body ? { body } : {}),
    sections,
    comments,
    added: changes.added.map(newText),
    conflicts,
  }
}

function rebaseTitle({ from, to }: TextChange, theirs: string, conflicts: EditConflict[]): string | undefined {
  if (to === theirs) return undefined
  if (from === theirs) return to
  conflicts.push({ what: 'title', base: from, mine: to, theirs })
  return undefined
}

function checkOwn({ id, author, authorId }: Comment, account: { readonly id: string } | undefined): void {
  if (account !== undefined && authorId === account.id) return
  throw invalid(
    `Comment ${id} is by ${cleanLine(author) || 'somebody else'}, so its text can't be changed. Put it back as it was; to answer, write below the last comment or under \`### new\`.`,
  )
}
