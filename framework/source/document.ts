import type { RootContent } from 'mdast'

/** The format a tracker keeps its text in. */
export type TextFormat = 'markdown' | 'adf' | 'wiki' | 'textile' | 'plain'

/** A piece of text between blank lines, with what the tracker sent for it. */
export interface Block {
  /** mdast nodes, printed by the kernel; or text that is Markdown already, passed through. */
  readonly markdown: readonly RootContent[] | string
  /** What the tracker sent, so that a save that leaves the block alone can send it back byte for byte. */
  readonly origin: unknown
}

/** A text of an issue, block by block. */
export interface Text {
  readonly format: TextFormat
  readonly blocks: readonly Block[]
}

/** A value in the front matter. Empty ones (`undefined`, `null`, `''`, `[]`) are left out. */
export type FrontValue = string | number | boolean | null | undefined | readonly (string | number)[]

/** Front matter in the order in which it is printed. `revision` is the kernel's and may not be given. */
export type Front = Readonly<Record<string, FrontValue>>

export interface Comment {
  /** The tracker's id of the comment. */
  readonly id: string
  /** The name shown. */
  readonly author: string
  /** The account's id, compared with `Connection.account.id` to tell which comments are one's own. */
  readonly authorId?: string
  /** ISO 8601. */
  readonly at: string
  /** ISO 8601, when it was changed later. */
  readonly edited?: string
  /** Shown beside the author: `internal`, `private`, … */
  readonly note?: string
  readonly text: Text
}

/** A text beside the body: the environment, a custom field of several lines. */
export interface Section {
  /** The tracker's id of the field. */
  readonly id: string
  readonly title: string
  readonly text: Text
}

/** The Markdown file of an entity, before it is printed. */
export interface Document {
  readonly front: Front
  /**
   * The fields of `front` whose values name other issues: the kernel adds the path of the file where it stands in another
   * folder. One value names one issue, by a word that `Source.refer` knows. @default ['links']
   */
  readonly references?: readonly string[]
  readonly title: string
  readonly body: Text
  readonly sections?: readonly Section[]
  readonly comments?: readonly Comment[]
  /** ISO 8601; the file's mtime. @default the item's `modified` */
  readonly modified?: string
  /** ISO 8601; the file's birth time. */
  readonly created?: string
  /** Whether `index.md` counts it among the open ones. @default 'open' */
  readonly state?: 'open' | 'closed'
}
