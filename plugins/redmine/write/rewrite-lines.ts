import { align } from './align.ts'

/**
 * A text with the lines changed that were changed in what was shown of it. Lines that were left alone keep their bytes,
 * new ones end as most do.
 *
 * @param origin as the tracker has it, with any line ends
 * @param shown the Markdown that it was shown as: LF, without blank lines at its ends
 * @param markdown the Markdown that it was made into
 */
export function rewriteLines(origin: string, shown: string, markdown: string): string {
  const lines = origin.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []
  const first = lines.findIndex(line => line.trim() !== '')
  if (first < 0) return markdown
  const last = lines.findLastIndex(line => line.trim() !== '')
  const lineEnd = /\r\n/.test(origin) ? '\r\n' : '\n'
  const was = shown.split('\n')
  const now = markdown.split('\n')
  const kept = was.length === last - first + 1 ? align(was, now) : undefined
  const sources = now.map((): number | undefined => undefined)
  kept?.forEach((place, at) => {
    if (place !== undefined) sources[place] = first + at
  })
  const written = now.map((line, at) => {
    const source = sources[at] === undefined ? undefined : lines[sources[at]]!
    const own = /(?:\r\n|\r|\n)$/.exec(source ?? '')?.[0]
    const words = source === undefined ? line : source.slice(0, source.length - (own?.length ?? 0))
    return at === now.length - 1 ? words : words + (own ?? lineEnd)
  })
  const ending = /(?:\r\n|\r|\n)$/.exec(lines[last]!)?.[0] ?? ''
  return [...lines.slice(0, first), ...written, ending, ...lines.slice(last + 1)].join('')
}
