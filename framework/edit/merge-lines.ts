import { diffLines, type Hunk } from '../source/diff-lines.ts'

/**
 * Merges two changed copies of a text, line by line (diff3).
 *
 * Changes of the same lines, and different insertions at the same place, are a conflict: undefined. Changes of
 * neighbouring lines are not.
 */
export function mergeLines(base: string, mine: string, theirs: string): string | undefined {
  if (mine === theirs || theirs === base) return mine
  if (mine === base) return theirs
  const lines = { base: split(base), mine: split(mine), theirs: split(theirs) }
  const merged: string[] = []
  const ours = diffLines(lines.base, lines.mine)
  const others = diffLines(lines.base, lines.theirs)
  let at = 0

  function take(hunk: Hunk, from: readonly string[]): void {
    merged.push(...lines.base.slice(at, hunk.fromStart), ...from.slice(hunk.toStart, hunk.toEnd))
    at = hunk.fromEnd
  }

  for (let one = 0, other = 0; one < ours.length || other < others.length; ) {
    const our = ours[one]
    const their = others[other]
    if (our && their && collide(our, their)) {
      if (!isSame(our, lines.mine, their, lines.theirs)) return undefined
      take(our, lines.mine)
      one++
      other++
    } else if (our && (!their || isBefore(our, their))) {
      take(our, lines.mine)
      one++
    } else {
      take(their!, lines.theirs)
      other++
    }
  }
  return [...merged, ...lines.base.slice(at)].join('\n')
}

/** An empty text has no line, so that two texts written into it collide. */
function split(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n')
}

/** An insertion touches what begins or ends where it stands; replaced lines only what shares one with them. */
function collide(one: Hunk, other: Hunk): boolean {
  const inserts = one.fromStart === one.fromEnd || other.fromStart === other.fromEnd
  return inserts
    ? one.fromStart <= other.fromEnd && other.fromStart <= one.fromEnd
    : one.fromStart < other.fromEnd && other.fromStart < one.fromEnd
}

function isBefore(one: Hunk, other: Hunk): boolean {
  return one.fromStart < other.fromStart
}

function isSame(one: Hunk, ones: readonly string[], other: Hunk, others: readonly string[]): boolean {
  return (
    one.fromStart === other.fromStart &&
    one.fromEnd === other.fromEnd &&
    one.toEnd - one.toStart === other.toEnd - other.toStart &&
    ones.slice(one.toStart, one.toEnd).join('\n') === others.slice(other.toStart, other.toEnd).join('\n')
  )
}
