import type { Ino } from '../../store/contract.ts'
import { type Content, createContent } from './content.ts'

/** What is written to a file, from opening to closing. */
export interface Draft {
  /** The file that was opened. */
  readonly ino: Ino
  readonly content: Content
  /** The process that opened it, where it is known. */
  pid: number | undefined
  /** Whether all who open the file have this one: it is one of ours, not a document. */
  readonly shared: boolean
  /** What the file showed at the beginning, or what was saved last from here. */
  opened: Uint8Array | undefined
  /** Handles that are open on it. */
  handles: number
  /** Counts what was written. */
  written: number
  /** What `written` was when it was last handed over, whatever came of it. */
  handed: number
  /** What `written` was when it was last saved. */
  saved: number
  /** Cut to nothing and not written since. */
  emptied: boolean
  /**
   * It was its opening that emptied it (`O_TRUNC`): the size from before is told until something is written. The kernel
   * has one size for all who read the file, and would show them nothing.
   */
  emptiedByOpening: boolean
  /** Who wrote it was killed half way: that it is empty is said to nobody. */
  givenUp: boolean
  /** Why the last one that was handed over was refused. */
  refusal: unknown
  /** When it was changed last, milliseconds since 1970 UTC. */
  touched: number
  /** That by `performance.now()`, which tells what came after what, whatever becomes of the clock. */
  changed: number
}

export type NewDraft = Pick<Draft, 'ino' | 'pid' | 'shared'> & {
  readonly text: Uint8Array
  /** Most bytes it may have. */
  readonly most: number
}

export function createDraft({ ino, pid, shared, text, most }: NewDraft): Draft {
  return {
    ino,
    content: createContent(text, most),
    pid,
    shared,
    opened: shared ? undefined : text,
    handles: 0,
    written: 0,
    handed: 0,
    saved: 0,
    emptied: false,
    emptiedByOpening: false,
    givenUp: false,
    refusal: undefined,
    touched: 0,
    changed: 0,
  }
}

/** The same text as it is now, of which nothing becomes. */
export function copyDraft({ ino, pid, content }: Draft): Draft {
  const text = content.bytes()
  return createDraft({ ino, pid, shared: false, text, most: text.byteLength })
}

export function writeDraft(draft: Draft, offset: number, bytes: Uint8Array): void {
  if (bytes.byteLength === 0) return
  draft.content.write(offset, bytes)
  draft.emptied = false
  draft.emptiedByOpening = false
  draft.written++
  touch(draft)
}

/** A text that is only cut to nothing is not something that was written. */
export function resizeDraft(draft: Draft, size: number, opening = false): void {
  draft.emptiedByOpening = opening
  if (size === 0) {
    draft.emptied = draft.emptied || draft.content.size > 0
    draft.handed = draft.written
    draft.refusal = undefined
  } else if (size !== draft.content.size && !draft.emptied) draft.written++
  draft.content.resize(size)
  touch(draft)
}

function touch(draft: Draft): void {
  draft.touched = Date.now()
  draft.changed = performance.now()
}

/** Whether it has something that was not handed over yet. */
export function isUnsaved(draft: Draft): boolean {
  return !draft.emptied && draft.written > draft.handed
}

/** Whether it differs from what is stored. */
export function differs(draft: Draft): boolean {
  return draft.emptied || draft.written > draft.saved
}
