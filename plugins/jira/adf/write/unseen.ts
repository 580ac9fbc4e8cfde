import type { Partner } from '../../markup/align.ts'
import type { Glyph } from './glyph.ts'

type Word = readonly Glyph[]

/** The words of a line between two breaks; its blanks at both ends are not seen in Markdown. Places among all words. */
interface Row {
  readonly start: number
  /** The first word that is seen; `end` where there is none. */
  readonly first: number
  /** Past the last word that is seen. */
  readonly last: number
  /** The break, or past the last word. */
  readonly end: number
}

/** What of an old line Markdown does not show: blanks beside breaks and at the ends, and breaks at the ends. */
export interface Unseen {
  /** Whether the word at this place is seen. */
  isSeen(place: number): boolean
  /**
   * The blanks that stood around what is still there, as pieces to put before each new word and behind the last one: a row
   * of which words are left, or that stands between its old neighbours, has the blanks that it had.
   *
   * @param partners by new word, places among all old words
   */
  around(words: readonly Word[], partners: readonly (Partner | undefined)[]): readonly (readonly Word[])[]
}

/** Looks for what is not seen among the words of an old line. */
export function unseenOf(old: readonly Word[]): Unseen {
  const rows = rowsOf(old)
  const seen = rows.filter(({ first, last }) => first < last)
  const top = rows.indexOf(seen[0]!)
  const bottom = rows.indexOf(seen.at(-1)!)
  const places = rows.flatMap(({ start, end }, at) => Array.from({ length: end - start + 1 }, () => at))
  const rowAt = (place: number) => places[place]!
  return {
    isSeen(place) {
      const at = rowAt(place)
      const { first, last, end } = rows[at]!
      return (place >= first && place < last) || (place === end && at >= top && at < bottom)
    },
    around(words, partners) {
      const pieces: Word[][] = Array.from({ length: words.length + 1 }, () => [])
      if (seen.length === 0) return pieces
      const newRows = rowsOf(words)
      const own = newRows.map(row => ownRow(row, partners, rowAt))
      const whose = paired(own, top, bottom)
      newRows.forEach(({ start, first, end }, at) => {
        const row = whose[at]
        if (row === undefined || first !== start) return
        const before = at === 0 && row === top ? 0 : rows[row]!.start
        if (whose[at - 1] !== row) pieces[start] = [...pieces[start]!, ...old.slice(before, rows[row]!.first)]
        const behind = at === newRows.length - 1 && row === bottom ? old.length : rows[row]!.end
        if (whose[at + 1] !== row) pieces[end] = [...pieces[end]!, ...old.slice(rows[row]!.last, behind)]
      })
      return pieces
    },
  }
}

function rowsOf(words: readonly Word[]): readonly Row[] {
  const rows: Row[] = []
  for (let start = 0, place = 0; place <= words.length; place++) {
    if (place < words.length && words[place]![0]!.key !== '\n') continue
    let first = start
    while (first < place && isBlank(words[first]!)) first++
    let last = place
    while (last > first && isBlank(words[last - 1]!)) last--
    rows.push({ start, first, last, end: place })
    start = place + 1
  }
  return rows
}

/** Blanks of code are seen. */
function isBlank([glyph]: Word): boolean {
  return glyph!.key === ' ' && !glyph!.marks.some(({ type }) => type === 'code')
}

/** The old row that all words of a new one are from; `several` when there are more, nothing when there is none. */
function ownRow(
  { first, last }: Row,
  partners: readonly (Partner | undefined)[],
  rowAt: (place: number) => number,
): number | 'several' | undefined {
  const found = new Set(partners.slice(first, last).flatMap(partner => (partner ? [rowAt(partner.old)] : [])))
  return found.size > 1 ? 'several' : [...found][0]
}

/** Rows without words of old ones stand for the old rows there, where there are as many between the same neighbours. */
function paired(
  own: readonly (number | 'several' | undefined)[],
  top: number,
  bottom: number,
): readonly (number | undefined)[] {
  const whose = own.map(row => (row === 'several' ? undefined : row))
  const all = [top - 1, ...own, bottom + 1]
  for (let from = 0; from < all.length - 1; ) {
    let to = from + 1
    while (all[to] === undefined) to++
    const [above, below] = [all[from], all[to]]
    if (typeof above === 'number' && typeof below === 'number' && below - above === to - from)
      for (let at = from + 1; at < to; at++) whose[at - 1] = above + at - from
    from = to
  }
  return whose
}
