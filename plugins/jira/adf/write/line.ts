import { align } from '../../markup/align.ts'
import type { Known } from '../valid/index.ts'
import { type Glyph, wordsOf } from './glyph.ts'
import type { WrittenMark, WrittenNode } from './node.ts'
import { unseenOf } from './unseen.ts'

/** Marks that Markdown does not show. */
const silent = new Set(['annotation', 'dataConsumer', 'fragment'])

/**
 * The nodes of a line: words that were there before are taken from the old line, with all they had.
 *
 * A word written in place of, or into the middle of, what has a comment on it belongs to the comment. Blanks that Markdown
 * does not show stay around the words that they stood around, as long as the line reads the same with them.
 *
 * @param shown what a line shows, to the letter
 */
export function lineOf(
  glyphs: readonly Glyph[],
  old: readonly Glyph[],
  known: Map<unknown, Known>,
  shown: (nodes: readonly unknown[]) => string,
): unknown[] {
  if (old.length === 0) return joined(glyphs, known)
  const words = wordsOf(glyphs)
  const oldWords = wordsOf(old)
  const unseen = unseenOf(oldWords)
  const places = [...oldWords.keys()].filter(unseen.isSeen)
  const keys = places.map(place => keyOf(oldWords[place]!))
  const aligned = align(words.map(keyOf), keys).map(partner => partner && { ...partner, old: places[partner.old]! })
  // A space is the old one only beside an old word: its marks are those of the words.
  const partners = aligned.map((partner, index) => {
    if (!partner || words[index]!.length > 1 || words[index]![0]!.key !== ' ') return partner
    const beside = aligned[index - 1]?.old === partner.old - 1 || aligned[index + 1]?.old === partner.old + 1
    return beside ? partner : undefined
  })
  const nodes = words.map((word, index): readonly Glyph[] => {
    const partner = partners[index]
    return partner ? oldWords[partner.old]! : word.map(glyph => withMarks(glyph, silentAt(index)))
  })
  const line = joined(nodes.flat(), known)
  const around = unseen.around(words, partners)
  if (around.every(pieces => pieces.length === 0)) return line
  const whole = joined(
    [...nodes, []].flatMap((word, place) => [...around[place]!.flat(), ...word]),
    known,
  )
  return shown(whole) === shown(line) ? whole : line

  /** The silent marks of what stood here; where nothing did, those of both sides. */
  function silentAt(index: number): readonly WrittenMark[] {
    const start = (partners.findLast((one, place) => one && place < index)?.old ?? -1) + 1
    const end = partners.find((one, place) => one && place > index)?.old ?? oldWords.length
    const gone = oldWords.slice(start, end)
    return commonMarks((gone.length > 0 ? gone : [oldWords[start - 1] ?? [], oldWords[end] ?? []]).map(word => word[0]))
  }
}

function commonMarks(glyphs: readonly (Glyph | undefined)[]): readonly WrittenMark[] {
  const [first, ...rest] = glyphs
  const has = (glyph: Glyph | undefined, mark: WrittenMark) =>
    glyph?.marks.some(other => JSON.stringify(other) === JSON.stringify(mark)) === true
  return first?.marks.filter(mark => silent.has(mark.type) && rest.every(glyph => has(glyph, mark))) ?? []
}

function withMarks(glyph: Glyph, marks: readonly WrittenMark[]): Glyph {
  return glyph.node || marks.length === 0 ? glyph : { ...glyph, marks: [...glyph.marks, ...marks] }
}

function keyOf(word: readonly Glyph[]): string {
  return word.map(glyph => glyph.key).join('\u0001')
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
