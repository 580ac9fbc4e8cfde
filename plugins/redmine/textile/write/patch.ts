import { align } from './align.ts'

/**
 * The origin of a text with the words changed that were changed in what was shown of it: none, one or two guesses, as
 * the words stand in both. Whether one says what was wanted is for the caller to see.
 *
 * @param shown the Markdown that the origin was shown as
 * @param wanted the Markdown that it was made into
 */
export function patchOrigin(origin: string, shown: string, wanted: string): readonly string[] {
  const [was, now, source] = [shown, wanted, origin].map(tokens) as [string[], string[], string[]]
  const kept = align(was, now)
  if (kept === undefined) return []
  const placements = [align(was, source.map(unified)), alignFromEnd(was, source.map(unified))]
  const guesses = placements.flatMap(
    placed => (placed && patched(source, placed, now, kept, origin.includes('\r\n'))) ?? [],
  )
  return [...new Set(guesses)]
}

function alignFromEnd(from: readonly string[], to: readonly string[]): Placed | undefined {
  const places = align(from.toReversed(), to.toReversed())
  return places?.map(place => (place === undefined ? undefined : to.length - 1 - place)).toReversed()
}

/** For each token its place in another text. */
type Placed = readonly (number | undefined)[]

function patched(source: readonly string[], placed: Placed, now: readonly string[], kept: Placed, isCrlf: boolean) {
  const pieces = [...source]
  for (let at = 0, next = 0; at < kept.length || next < now.length; ) {
    if (at < kept.length && kept[at] === next) {
      at += 1
      next += 1
      continue
    }
    const [first, from] = [at, next]
    while (at < kept.length && kept[at] === undefined) at += 1
    next = at < kept.length ? kept[at]! : now.length
    const words = now.slice(from, next).map(word => (isCrlf ? word.replaceAll('\n', '\r\n') : word))
    if (/\*\*|`/.test(words.join(''))) return undefined
    const places = { before: placed[first - 1], old: placed.slice(first, at), after: placed[at] }
    if (!replace(pieces, places, words)) return undefined
  }
  return pieces.join('')
}

/** Where tokens that were shown stand in the origin. */
interface Places {
  readonly before: number | undefined
  readonly old: Placed
  readonly after: number | undefined
}

/** Puts words in the place of old ones; tells whether that is known. Marks between old words stay if there are as many new ones. */
function replace(pieces: string[], { before, old, after }: Places, words: readonly string[]): boolean {
  const [start] = old
  if (old.length === 0) {
    if (before !== undefined) pieces[before] += words.join('')
    else if (after !== undefined) pieces[after] = words.join('') + pieces[after]
    return before !== undefined || after !== undefined
  }
  if (start === undefined || old.includes(undefined)) return false
  const isWhole = old.every((place, at) => place === start + at)
  if (!isWhole && old.length !== words.length) return false
  old.forEach((place, at) => {
    pieces[place!] = isWhole ? '' : words[at]!
  })
  if (isWhole) pieces[start] = words.join('')
  return true
}

/** Words, space, and single characters of all other kinds. */
function tokens(text: string): string[] {
  return text.match(/[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []
}

function unified(token: string): string {
  return token.replaceAll(/\r\n?/g, '\n')
}
