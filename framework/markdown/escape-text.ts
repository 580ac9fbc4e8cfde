import { isInertRun } from './attention.ts'
import { type BareUrl, bareUrl, isUrlMark } from './bare-url.ts'
import { blockStart } from './block-start.ts'
import { isBlank, reference } from './character.ts'
import type { Place } from './place.ts'
import { isUnsafe } from './unsafe-character.ts'

/** Characters that may mean something within a line, and line ends. */
const special = new Uint8Array(128)
for (const character of '\\`*_~[](!<&|:.@\n') special[character.charCodeAt(0)] = 1

/**
 * Plain text as Markdown that reads back as the same text, with as few backslashes as that takes.
 *
 * One pass: each special character is judged by what stands beside it. URLs and e-mail addresses stay readable, and
 * so may become links.
 *
 * @param value without `\r` and other control characters
 */
export function escapeText(value: string, place: Place): string {
  const { length } = value
  const { before, after, container } = place
  const oneLine = container === 'heading' || container === 'cell'
  let result = ''
  /** What is before it is in `result` already. */
  let start = 0
  let index = 0
  let url: BareUrl | undefined

  function put(at: number, replacement: string, next: number): void {
    result += value.slice(start, at) + replacement
    start = next
    index = next
  }

  function startLine(): void {
    const code = value.charCodeAt(index)
    if (isBlank(code)) return put(index, reference(code), index + 1)
    const at = blockStart(value, index, container === 'item')
    if (at >= 0) put(at, `\\${value.charAt(at)}`, at + 1)
  }

  function endLine(): void {
    const blank = value.charCodeAt(index - 1)
    if (index > start && isBlank(blank)) put(index - 1, reference(blank), index)
    const follows = index === 0 ? before.endsWith('\n') : value.charCodeAt(index - 1) === 10
    if (oneLine || follows || (index === length - 1 && after.startsWith('\n'))) return put(index, '&#xA;', index + 1)
    index++
    if (index < length) startLine()
  }

  function passRun(code: number): void {
    let end = index + 1
    while (end < length && value.charCodeAt(end) === code) end++
    if (isInertRun(value, index, end, before, after)) index = end
    else put(index, `\\${value.charAt(index)}`.repeat(end - index), end)
  }

  /** At the colon of `://` or the dot of `www.`. */
  function passUrl(): void {
    if (url === undefined || index >= url.runEnd) {
      url = bareUrl(value, index, place)
      if (url.kind === 'enclosed' && url.start >= start)
        return put(url.start, `<${value.slice(url.start, url.end)}>`, url.end)
    }
    if (url.kind === 'bare') index++
    else put(index, `\\${value.charAt(index)}`, index + 1)
  }

  if (before.endsWith('\n')) startLine()
  else if (container === 'cell' && isBlank(value.charCodeAt(0)) && isCellEdge(before)) startLine()

  while (index < length) {
    const code = value.charCodeAt(index)
    if (code > 127 || special[code] === 0) index++
    else if (code === 10) endLine()
    else if (code === 42 || code === 95 || code === 126) passRun(code)
    else if (code === 46 || code === 58) {
      if (place.brackets !== 'label' && isUrlMark(value, index)) passUrl()
      else index++
    } else if (isUnsafe(value, index, place)) put(index, `\\${value.charAt(index)}`, index + 1)
    else index++
  }

  const last = length - 1
  if (last >= start) {
    const code = value.charCodeAt(last)
    const edge = after.startsWith('\n') || after.startsWith('\\') || (container === 'cell' && isCellEdge(after))
    if (isBlank(code) && edge) put(last, reference(code), length)
    else if (container === 'heading' && after.startsWith('\n') && closesHeading(value, before)) put(last, '\\#', length)
  }
  return start === 0 ? value : result + value.slice(start)
}

/** Whether a line ends in what Markdown takes for the end of a heading: signs that stand alone. */
function closesHeading(value: string, before: string): boolean {
  let start = value.length
  while (start > 0 && value.charCodeAt(start - 1) === 35) start--
  if (start === value.length) return false
  const beside = start > 0 ? value.charAt(start - 1) : (before.at(-1) ?? '\n')
  return beside === ' ' || beside === '\t' || beside === '\n'
}

function isCellEdge(beside: string): boolean {
  return beside === '|' || beside === ' '
}
