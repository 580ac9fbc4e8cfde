import { align } from '../../markup/align.ts'
import type { Known } from '../valid/index.ts'
import { type Glyph, wordsOf } from './glyph.ts'
import type { WrittenMark, WrittenNode } from './node.ts'

/** Marks that Markdown does not show. */
const silent = new Set(['annotation', 'dataConsumer', 'fragment'])

/**
 * The nodes of a line: words that were there before are taken from the old line, with all they had.
 *
 * A word written into the middle of what has a comment on it belongs to the comment.
 */
export function lineOf(glyphs: readonly Glyph[], old: readonly Glyph[], known: Map<unknown, Known>): unknown[] {
  if (old.length === 0) return joined(glyphs, known)
  const words = wordsOf(glyphs)
  const oldWords = wordsOf(old)
  const partners = align(words.map(keyOf), oldWords.map(keyOf))
  const line = words.map((word, index) => {
    const partner = partners[index]
    return partner ? oldWords[partner.old]! : word
  })
  return joined(
    line.flatMap((word, index) =>
      partners[index] ? word : word.map(one => within(one, line[index - 1], line[index + 1])),
    ),
    known,
  )
}

function keyOf(word: readonly Glyph[]): string {
  return word.map(glyph => glyph.key).join('\u0001')
}

function within(glyph: Glyph, before: readonly Glyph[] | undefined, after: readonly Glyph[] | undefined): Glyph {
  if (glyph.node) return glyph
  const following = after?.[0]?.marks.map(mark => JSON.stringify(mark)) ?? []
  const around = before?.at(-1)?.marks.filter(mark => silent.has(mark.type) && following.includes(JSON.stringify(mark)))
  return around && around.length > 0 ? { ...glyph, marks: [...glyph.marks, ...around] } : glyph
}

interface Run {
  text: string
  readonly marks: readonly WrittenMark[]
  readonly key: string
  old: unknown
}

function joined(glyphs: readonly Glyph[], known: Map<unknown, Known>): unknown[] {
  const nodes: unknown[] = []
  let run: Run | undefined
  const endRun = () => {
    if (run) nodes.push(textNode(run, known))
    run = undefined
  }
  for (let index = 0; index < glyphs.length; index++) {
    const glyph = glyphs[index]!
    const { size = 1 } = glyph
    if (glyph.node && isWhole(glyphs, index, size)) {
      endRun()
      const node = glyph.node()
      if (glyph.old) known.set(node, 'whole')
      nodes.push(node)
      index += size - 1
      continue
    }
    const key = JSON.stringify(glyph.marks)
    const apart = run?.old !== undefined && glyph.old !== undefined && run.old !== glyph.old && key !== '[]'
    if (apart || run?.key !== key) endRun()
    if (run) {
      run.text += glyph.text
      run.old ??= glyph.old
    } else run = { text: glyph.text, marks: glyph.marks, key, old: glyph.old }
  }
  endRun()
  return nodes
}

function isWhole(glyphs: readonly Glyph[], start: number, size: number): boolean {
  const { old } = glyphs[start]!
  for (let index = start; index < start + size; index++) {
    if (glyphs[index]?.old !== old || !glyphs[index]?.node) return false
  }
  return size === 1 || glyphs[start - 1]?.old !== old
}

function textNode(run: Run, known: Map<unknown, Known>): unknown {
  const old = run.old as WrittenNode | undefined
  if (old?.type === 'text' && old.text === run.text) {
    known.set(old, 'whole')
    return old
  }
  const node = { type: 'text', text: run.text, ...(run.marks.length > 0 && { marks: run.marks }) }
  if (old) known.set(node, 'whole')
  return node
}
