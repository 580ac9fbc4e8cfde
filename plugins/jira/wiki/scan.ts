import { firstAtLeast, type Occurrences, occurrences } from './occurrences.ts'
import { findSpans, type MacroSpan, type Spans } from './spans.ts'

/** A line that is not broken inside a macro. Offsets into the text. */
export interface Line {
  readonly start: number
  /** Before the line end. */
  readonly end: number
  /** After the line end. */
  readonly next: number
}

/** One text, read once, with what every rule asks of it. */
export interface Scan {
  /** As it came. */
  readonly original: string
  /** As long as `original`, but with LF only: CRLF became a space and LF, so that offsets serve both. */
  readonly text: string
  readonly lines: readonly Line[]
  readonly spans: Spans
  /** The line that holds `offset`; `lines.length` past the end. */
  lineAt(offset: number): number
  /** Where `pattern` occurs; read once for each pattern. */
  find(pattern: RegExp): Occurrences
}

export function scanText(original: string): Scan {
  const text = original.replaceAll(/\r\n?/g, end => (end.length === 2 ? ' \n' : '\n'))
  const known = new Map<string, Occurrences>()
  const find = (pattern: RegExp): Occurrences => {
    const key = `${pattern.flags}/${pattern.source}`
    const answer = known.get(key) ?? occurrences(text, pattern)
    known.set(key, answer)
    return answer
  }
  const spans = findSpans(text, find)
  const lines = logicalLines(text, spans.all)
  const lineAt = (offset: number) => firstAtLeast(lines.length, index => lines[index]!.next, offset + 1)
  return { original, text, lines, spans, lineAt, find }
}

function logicalLines(text: string, spans: readonly MacroSpan[]): Line[] {
  const lines: Line[] = []
  let start = 0
  let span = 0
  for (const { index } of text.matchAll(/\n/g)) {
    while (span < spans.length && spans[span]!.end <= index) span++
    if (span < spans.length && spans[span]!.start < index) continue
    lines.push({ start, end: index, next: index + 1 })
    start = index + 1
  }
  if (start < text.length) lines.push({ start, end: text.length, next: text.length })
  return lines
}

/** Whether nothing but white space stands in the range. */
export function isBlank(text: string, from: number, to: number): boolean {
  return text.slice(from, to).trim() === ''
}
