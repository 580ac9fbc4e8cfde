import { align } from '../../markup/align.ts'

const token = /[\p{L}\p{N}_]+|[\s\S]/gu

/** A range of the base, and what stands there instead. */
interface Hunk {
  readonly start: number
  readonly end: number
  readonly words: readonly string[]
}

/**
 * Merges two changes of one text, word by word: both stand, and where they meet `theirs`.
 *
 * `ours` is a text as a person wrote it, `base` is it as we would write it, `theirs` is what we would write now: so all
 * that was not changed keeps its form.
 */
export function mergeTexts(base: string, ours: string, theirs: string): string {
  const words = base.match(token) ?? []
  const changes = hunksOf(words, theirs.match(token) ?? [])
  const forms = hunksOf(words, ours.match(token) ?? []).filter(form => !changes.some(change => meet(form, change)))
  const all = [...forms, ...changes].sort((left, right) => left.start - right.start || left.end - right.end)
  let result = ''
  let at = 0
  for (const hunk of all) {
    result += words.slice(at, hunk.start).join('') + hunk.words.join('')
    at = hunk.end
  }
  return result + words.slice(at).join('')
}

function meet(left: Hunk, right: Hunk): boolean {
  if (left.start === right.start) return left.end > left.start ? right.end > right.start : right.end === right.start
  return left.start < right.end && right.start < left.end
}

function hunksOf(base: readonly string[], words: readonly string[]): Hunk[] {
  const hunks: Hunk[] = []
  let at = { base: 0, word: 0 }
  const add = (next: typeof at) => {
    if (next.base > at.base || next.word > at.word) {
      hunks.push({ start: at.base, end: next.base, words: words.slice(at.word, next.word) })
    }
    at = { base: next.base + 1, word: next.word + 1 }
  }
  align(base, words).forEach((partner, index) => {
    if (partner) add({ base: index, word: partner.old })
  })
  add({ base: base.length, word: words.length })
  return hunks
}
