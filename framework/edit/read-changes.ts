import type { ReadDocument } from '../markdown/read-document.ts'
import type { Changes, FrontChange } from './changes.ts'
import { frontValue, isSameValue } from './front-value.ts'
import { invalid } from './invalid.ts'
import type { TextPair } from './pair-texts.ts'
import { readSaved } from './read-saved.ts'
import { addedSince, newComments, type Settled, settle } from './settle.ts'
import { textChange } from './text-change.ts'

/**
 * What a save has changed.
 *
 * Text at the end of the file, below a last part that is otherwise as it was, is a new comment. So is text under
 * `## Comments`, under `### new` there, and under `### <!-- comment new -->`.
 *
 * @param base the whole file as the program had read it
 * @param saved the whole file as it wrote it; CRLF is as good as LF
 * @throws SourceError `invalid` when it is no whole document any more, or changes what no save can change; names the line or
 * the key, and the remedy
 */
export function readChanges(base: string, saved: string): Changes {
  const file = readSaved(base, saved)
  const { from, to } = file
  const { pairs, added } = settle(file)
  return changesOf(from, to, { pairs, added: addedSince(newComments(from), added) })
}

/** @param settled the texts of both, and the comments that are new */
export function changesOf(from: ReadDocument, to: ReadDocument, { pairs, added }: Settled): Changes {
  const { revision } = to
  const changes = pairs.flatMap(pair => {
    const change = textChange(pair.from, pair.to)
    if (change && pair.kind === 'comment' && change.to === '') throw emptied(pair)
    return change ? [{ ...pair, ...change }] : []
  })
  const body = changes.find(({ kind }) => kind === 'body')
  return {
    ...(revision === undefined ? {} : { revision }),
    front: frontChanges(from, to),
    ...(to.title === from.title ? {} : { title: { from: from.title, to: to.title } }),
    ...(body ? { body: { from: body.from, to: body.to } } : {}),
    sections: changes
      .filter(({ kind }) => kind === 'section')
      .map(({ id, heading, from, to }) => ({ id, title: heading, from, to })),
    comments: changes.filter(({ kind }) => kind === 'comment').map(({ id, from, to }) => ({ id, from, to })),
    added,
  }
}

function frontChanges(from: ReadDocument, to: ReadDocument): readonly FrontChange[] {
  const before = new Map(from.front.map(({ key, value }) => [key, frontValue(key, value)]))
  const after = new Map(to.front.map(({ key, value }) => [key, frontValue(key, value)]))
  return [...new Set([...after.keys(), ...before.keys()])].flatMap(name => {
    const change = { name, from: before.get(name) ?? null, to: after.get(name) ?? null }
    return isSameValue(change.from, change.to) ? [] : [change]
  })
}

function emptied({ id, heading }: TextPair) {
  return invalid(
    `The text of comment ${id} (${heading}) is gone; saving a file deletes no comment. Put its text back, or write another.`,
  )
}
