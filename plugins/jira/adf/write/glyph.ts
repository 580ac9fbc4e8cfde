import type { WrittenMark } from './node.ts'

/**
 * What stands at one place of a line: a character of a text, or a node that is no text.
 *
 * A node that shows several characters (an emoji of the site, `:shipit:`) is as many glyphs.
 */
export interface Glyph {
  /** Equal for glyphs that show the same. */
  readonly key: string
  /** What it is as text. */
  readonly text: string
  readonly marks: readonly WrittenMark[]
  /** The old node that it is from. */
  readonly old?: unknown
  /** The node, for one that is no text; asked only if it is needed, as some can't be made anew. */
  readonly node?: () => unknown
  /** Of how many glyphs the node consists. */
  readonly size?: number
}

/** Words, and between them single glyphs: what is kept or changed as one. */
export function wordsOf(glyphs: readonly Glyph[]): (readonly Glyph[])[] {
  const words: Glyph[][] = []
  let open = false
  for (const glyph of glyphs) {
    const inWord = !glyph.node && /[\p{L}\p{N}_]/u.test(glyph.text)
    if (inWord && open) words.at(-1)!.push(glyph)
    else words.push([glyph])
    open = inWord
  }
  return words
}
