/** Takes blank lines off the start, and blank lines and line ends off the end. The first line keeps its indentation. */
export function trimBlankLines(value: string): string {
  let start = 0
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (code === 10) start = index + 1
    else if (code !== 32 && code !== 9) break
    else if (index === value.length - 1) return ''
  }
  let end = value.length
  for (let index = end - 1; index >= start; index--) {
    const code = value.charCodeAt(index)
    if (code === 10) end = index
    else if (code !== 32 && code !== 9) break
  }
  return value.slice(start, Math.max(start, end))
}
