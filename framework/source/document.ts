import type { RootContent } from 'mdast'

/** The format a tracker keeps its text in. */
export type TextFormat = 'markdown' | 'adf' | 'wiki' | 'textile' | 'plain'

/**
 * A piece of text between blank lines, with what the tracker sent for it.
 *
 * @example
 * const line = (text: string): Block => ({
 *   markdown: [{ type: 'paragraph', children: [{ type: 'text', value: text }] }],
 *   origin: text,
 * })
 */
export interface Block {
  /** mdast nodes, printed by the kernel; or text that is Markdown already, passed through. */
  readonly markdown: readonly RootContent[] | string
  /** What the tracker sent, so that a save that leaves the block alone can send it back byte for byte. */
  readonly origin: unknown
}

/** A text of an issue, block by block. */
export interface Text {
  /** A save of `markdown` comes back as one changed block; of all other formats only the blocks that were changed do. */
  readonly format: TextFormat
  /** In the order in which they are read; none for an empty text. The kernel puts a blank line between them. */
  readonly blocks: readonly Block[]
}

/** A value in the front matter. Empty ones (`undefined`, `null`, `''`, `[]`) are left out. */
export type FrontValue = string | number | boolean | null | undefined | readonly (string | number)[]

/** Front matter in the order in which it is printed. `revision` is the kernel's and may not be given. */
export type Front = Readonly<Record<string, FrontValue>>

/** What somebody said about an issue: `### bob (internal), 2026-01-03 09:00 UTC (edited …)`, and the text below. */
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
  /** Without blocks the heading stands alone, so that it still shows who spoke, and when. */
  readonly text: Text
}

/** A text beside the body: the environment, a custom field of several lines. */
export interface Section {
  /** The tracker's id of the field. */
  readonly id: string
  /** The heading, made one line; where it is empty, the marker with the id stands alone. */
  readonly title: string
  /** Without blocks the heading stands alone, and a text can be written below it. */
  readonly text: Text
}

/**
 * The Markdown file of an entity, before it is printed.
 *
 * @example
 * const document: Document = {
 *   front: { key: 7, status: 'open', assignee: 'alice', links: ['#12'] },
 *   title: 'Login does nothing',
 *   body: markdownText('On **Safari** only.'),
 *   comments: [{ id: '1', author: 'bob', at: '2026-01-03T09:00:00Z', text: plainText('Seen.') }],
 * }
 */
export interface Document {
  /** The lines above the title, in this order; `key` first, by which people name the issue. */
  readonly front: Front
  /**
   * The fields of `front` whose values name other issues: the kernel adds the path of the file where it stands in another
   * folder. One value names one issue, by a word that `Source.refer` knows. @default ['links']
   */
  readonly references?: readonly string[]
  /** Made one line, without control characters. An empty one is printed as `#` alone. */
  readonly title: string
  /** The description. Without blocks nothing stands between the title and what follows. */
  readonly body: Text
  /** Between the body and the comments, in this order. @default none */
  readonly sections?: readonly Section[]
  /** In this order, so give the oldest first: new ones are written at the end. @default none */
  readonly comments?: readonly Comment[]
  /** ISO 8601; the file's mtime. @default the item's `modified` */
  readonly modified?: string
  /** ISO 8601; the file's birth time. */
  readonly created?: string
  /** Whether `index.md` counts it among the open ones. @default 'open' */
  readonly state?: 'open' | 'closed'
}
