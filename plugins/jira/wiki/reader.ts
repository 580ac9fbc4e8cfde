import type { BlockContent, PhrasingContent } from 'mdast'
import type { WikiContext } from './context.ts'
import type { Scan } from './scan.ts'

/** Blocks of one construct and the offsets they were read from. */
export interface Block {
  readonly nodes: BlockContent[]
  readonly start: number
  readonly end: number
}

/** How a new line looks: a hard break in a paragraph, `<br>` where a line must stay one line. */
export type LineBreak = 'break' | 'tag'

/** What the rules of one text need: the text itself, and the readers of what may stand inside. */
export interface Reader {
  readonly scan: Scan
  readonly context: WikiContext
  /** How many macros surround this text. */
  readonly depth: number
  /** Inline content of a range of this text. */
  phrasing(from: number, to: number, lineBreak?: LineBreak): PhrasingContent[]
  /** The words of a link: inline content without links. */
  words(from: number, to: number): PhrasingContent[]
  /** Paragraphs and macros of a range in which no other block can stand. */
  pieces(from: number, to: number): BlockContent[]
  /** Blocks of another text, which stood inside a macro of this one. */
  nested(body: string): BlockContent[]
  /** Inline content of such a text, its lines joined by `<br>`. */
  nestedPhrasing(body: string): PhrasingContent[]
  /** Whether a block other than a paragraph starts on this line. */
  startsBlock(line: number): boolean
}

/** A block that is recognised by how a line starts. */
export interface BlockRule {
  starts(reader: Reader, line: number): boolean
  /** Called where `starts` said yes; `end` is past the last character taken, and past `from`. */
  read(reader: Reader, line: number): { readonly nodes: BlockContent[]; readonly end: number }
}
