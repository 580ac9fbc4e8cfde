import { matchLines } from './diff-lines.ts'

const eachLine = /[^\r\n]*(?:\r\n|\n|\r|$)/g
const lineEnd = /(?:\r\n|\n|\r)$/
/** What is shown as something else: control characters as their pictures, halves of surrogate pairs as U+FFFD. */
const eachShownOtherwise = /[\0-\x08\x0b-\x1f\x7f-\x9f\u2400-\u2421]/g

/**
 * Maps an edit of a text that was shown back on what the tracker had sent: lines that were not touched go back byte for byte,
 * with their own line ends and trailing spaces. New lines end as most lines of the origin do. Blank lines of the origin that
 * were not shown stay where they were, and so does whether the text ends in a line end.
 *
 * @param origin what the tracker sent
 * @param shown how it was shown, with LF
 * @param markdown what it is to become, with LF
 * @example
 * rewriteLines('one  \r\ntwo\r\n', 'one\ntwo', 'one\nthree') // 'one  \r\nthree\r\n'
 */
export function rewriteLines(origin: string, shown: string, markdown: string): string {
  if (markdown === shown) return origin
  if (origin === '' || markdown === '') return markdown
  const { leading, lines: sent, trailing } = withHidden(linesOf(origin), shown.split('\n'))
  const wanted = markdown === '' ? [] : markdown.split('\n')
  const matches = matchLines(wanted, shown.split('\n'))
  const end = usualEnd(origin)
  const rewritten = wanted.map((line, at) => sent[matches[at]!] ?? line + end)
  const whole = [leading, ...rewritten.map(line => (lineEnd.test(line) ? line : line + end)), trailing].join('')
  return lineEnd.test(origin) ? whole : whole.replace(lineEnd, '')
}

/** Each line with its end; the last one may have none. */
function linesOf(text: string): readonly string[] {
  return text.match(eachLine)!.filter(Boolean)
}

interface Sent {
  /** Blank lines before the first line that is shown. */
  readonly leading: string
  /** For each line that is shown what was sent for it, with the lines after it that are not shown. */
  readonly lines: readonly (string | undefined)[]
  /** Blank lines after the last one. */
  readonly trailing: string
}

function withHidden(sent: readonly string[], shown: readonly string[]): Sent {
  const matches = alignment(sent.map(spelling), shown.map(spelling))
  const lines: (string | undefined)[] = shown.map(() => undefined)
  let leading = ''
  let last = -1
  for (const [at, line] of sent.entries()) {
    const match = matches[at]!
    if (match >= 0) last = match
    if (last < 0) leading += line
    else lines[last] = (lines[last] ?? '') + line
  }
  const lastShown = shown.length - 1
  if (last !== lastShown || lines[lastShown] === undefined) return { leading, lines, trailing: '' }
  const [own = '', ...hidden] = linesOf(lines[lastShown])
  lines[lastShown] = own
  return { leading, lines, trailing: hidden.join('') }
}

/** Mostly the same lines but for blank ones around them. */
function alignment(sent: readonly string[], shown: readonly string[]): Int32Array {
  const first = sent.findIndex(line => line !== '')
  const isWhole = first >= 0 && shown.every((line, at) => sent[first + at] === line)
  if (!isWhole) return matchLines(sent, shown)
  return Int32Array.from(sent, (_, at) => (at >= first && at < first + shown.length ? at - first : -1))
}

function spelling(line: string): string {
  return line.replace(lineEnd, '').toWellFormed().replace(eachShownOtherwise, '\ufffd').trimEnd()
}

/** What most lines end in. A lone CR only where there is nothing else, since it would be one with an LF after it. */
function usualEnd(text: string): string {
  const all = text.match(/\r\n|\n/g) ?? []
  if (all.length === 0) return text.includes('\r') ? '\r' : '\n'
  return all.filter(end => end === '\r\n').length > all.length / 2 ? '\r\n' : '\n'
}
