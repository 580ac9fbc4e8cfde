const omission = '…'

/**
 * Whether lines stand in a file as they are, one after the other, but for the space around them. A line of `…` stands for any
 * number of lines.
 */
export function isExcerpt(lines: readonly string[], file: string): boolean {
  const wanted = lines.map(line => line.trim())
  const there = file.split('\n').map(line => line.trim())
  let from = 0
  for (const part of parts(wanted)) {
    const at = there.findIndex(
      (_, start) => start >= from && part.every((line, index) => there[start + index] === line),
    )
    if (at < 0) return false
    from = at + part.length
  }
  return true
}

/** What stands between the omissions. */
function parts(lines: readonly string[]): readonly (readonly string[])[] {
  const found: string[][] = [[]]
  for (const line of lines) {
    if (line === omission) found.push([])
    else found.at(-1)!.push(line)
  }
  return found
}
