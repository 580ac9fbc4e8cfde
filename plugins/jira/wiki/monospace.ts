import type { InlineRule } from './inline-source.ts'
import type { Scan } from './scan.ts'
import { characterBefore, isWord } from './word-boundary.ts'

const escaped = /\\([-#*_+?^~|%{}[\]()!@])/g

/** `{{monospaced}}` on one line. Marks inside stay as they are written; escapes are resolved. */
export const monospace: InlineRule = ({ reader: { scan }, text, to }, at) => {
  const end = monospaceEnd(scan, at)
  if (end === undefined || end > to) return undefined
  const value = text
    .slice(at + 2, end - 2)
    .trim()
    .replaceAll(escaped, '$1')
  return value === '' ? undefined : { nodes: [{ type: 'inlineCode', value }], end }
}

/** The end of the monospaced text that starts at `at`, if one does. */
export function monospaceEnd(scan: Scan, at: number): number | undefined {
  if (scan.text[at + 1] !== '{') return undefined
  let close = scan.find(/\}\}/g).next(at + 2)
  if (close > scan.find(/\n/g).next(at) || close === Number.POSITIVE_INFINITY) return undefined
  // {{${name}}}: of three braces the first belongs to the text.
  while (scan.text[close + 2] === '}') close++
  return close + 2
}

/** `` `code` ``: not Jira's, but written by many. */
export const backticks: InlineRule = ({ reader: { scan }, text, to }, at) => {
  let start = at
  while (start < to && start - at < 4 && text[start] === '`') start++
  const length = start - at
  const before = characterBefore(text, at)
  if (length > 3 || before === '`' || isWord(before)) return undefined
  const close = scan.find(closing[length - 1]!).next(start)
  const end = close + length
  if (end > to || close > scan.find(/\n/g).next(at)) return undefined
  const value = text.slice(start, close).trim()
  return value === '' ? undefined : { nodes: [{ type: 'inlineCode', value }], end }
}

/** Runs of exactly one, two and three backticks. */
const closing = [/(?<!`)`(?!`)/g, /(?<!`)``(?!`)/g, /(?<!`)```(?!`)/g]
