import type { FrontValue } from '../source/document.ts'

/** A text before and after; Markdown without look-alikes' escapes, without blank lines around it. */
export interface TextChange {
  readonly from: string
  readonly to: string
}

/** A key of the front matter before and after. Empty ones are null. */
export interface FrontChange {
  readonly name: string
  readonly from: FrontValue
  readonly to: FrontValue
}

/** What one save changed of the text that was read. Plain JSON. */
export interface Changes {
  /** What the saved text names as the version that was read. */
  readonly revision?: string
  readonly front: readonly FrontChange[]
  readonly title?: TextChange
  readonly body?: TextChange
  readonly sections: readonly (TextChange & { readonly id: string; readonly title: string })[]
  readonly comments: readonly (TextChange & { readonly id: string })[]
  /** New comments, in order. */
  readonly added: readonly string[]
}

/** Whether a save changed nothing that a tracker has. */
export function isNothing(changes: Changes): boolean {
  const { front, title, body, sections, comments, added } = changes
  return (
    title === undefined && body === undefined && front.length + sections.length + comments.length + added.length === 0
  )
}
