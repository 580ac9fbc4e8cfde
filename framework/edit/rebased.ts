import type { FrontValue } from '../source/document.ts'
import type { FieldEdit, TextEdit } from '../source/write.ts'

/** A unit that somebody else has changed too, to something else. */
export interface EditConflict {
  /** The key, `title`, `body`, `section environment`, `comment 10001`. */
  readonly what: string
  readonly base: FrontValue
  readonly mine: FrontValue
  /** Undefined when it is gone. */
  readonly theirs: FrontValue
}

/** Changes as differences to what the tracker has now. */
export interface Rebased {
  readonly fields: readonly FieldEdit[]
  readonly title?: string
  readonly body?: TextEdit
  readonly sections: readonly { readonly id: string; readonly text: TextEdit }[]
  readonly comments: readonly { readonly id: string; readonly text: TextEdit }[]
  /** New comments. */
  readonly added: readonly TextEdit[]
  /** What could not be merged; it is in none of the others. */
  readonly conflicts: readonly EditConflict[]
}
