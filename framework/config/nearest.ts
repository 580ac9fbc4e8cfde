/** The known name that a mistyped one is most like, if any is like it. */
function nearest(wrong: string, known: readonly string[]): string | undefined {
  const most = Math.max(2, Math.floor(wrong.length / 3))
  const ranked = known
    .map(name => ({ name, distance: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((one, other) => one.distance - other.distance)
  return ranked[0] && ranked[0].distance <= most ? ranked[0].name : undefined
}

/** What to say after a name that is not known: the nearest one, or all there are. */
export function hint(wrong: string, known: readonly string[]): string {
  const near = nearest(wrong, known)
  if (near !== undefined) return `did you mean "${near}"?`
  return known.length > 0 ? `known are ${known.join(', ')}.` : 'there are none.'
}

/** Letters to add, drop or change (Levenshtein), one row at a time. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [at, other] of [...to].entries())
      next.push(Math.min(row[at + 1]! + 1, next[at]! + 1, row[at]! + (letter === other ? 0 : 1)))
    row = next
  }
  return row.at(-1)!
}
