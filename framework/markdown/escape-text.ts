import { isAsciiPunctuation, isInertRun } from './attention.ts'
import { isGluedEmail } from './bare-email.ts'
import { bareUrl } from './bare-url.ts'
import { blockStart } from './block-start.ts'
import { mayBeReference } from './character-reference.ts'

/** `keep`: nothing defines references; `label`: in the text of a link, where every bracket counts. */
export type Brackets = 'keep' | 'escape' | 'label'

/** Where a text stands. */
export interface Place {
  /** What is printed before it, at least the last character; `\n` at the start of a line. */
  readonly before: string
  /** What is printed after it, at least the first character; `\n` at the end of a paragraph. */
  readonly after: string
  readonly brackets: Brackets
  /** `item`: a paragraph in a list item, which `[x]` would make a checkbox. */
  readonly container: 'paragraph' | 'item' | 'heading' | 'cell'
}

/** Characters that may mean something within a line, and line ends. */
const special = new Uint8Array(128)
for (const character of '\\`*_~[](!<&|:.@\n') special[character.charCodeAt(0)] = 1

const email = /<[\w.!#$%&'*+/=?^`{|}~-]+@/y

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
  const { before, after, brackets, container } = place
  let result = ''
  let start = 0
  let index = 0
  let urlEnd = -1
  let urlBroken = false

  function put(until: number, replacement: string, next: number): void {
    result += value.slice(start, until) + replacement
    start = next
    index = next
  }

  function startLine(): void {
    const code = value.charCodeAt(index)
    if (code === 32 || code === 9) return put(index, reference(code), index + 1)
    const at = blockStart(value, index, container === 'item')
    if (at >= 0) put(at, `\\${value.charAt(at)}`, at + 1)
  }

  if (endsLine(before)) startLine()
  else if (container === 'cell' && isBlank(value.charCodeAt(0)) && (before === '|' || before === ' ')) {
    put(0, reference(value.charCodeAt(0)), 1)
  }

  while (index < length) {
    const code = value.charCodeAt(index)
    if (code > 127 || special[code] === 0) {
      index++
      continue
    }
    let unsafe = false
    switch (code) {
      case 10: {
        const blank = index - 1
        if (blank >= start && isBlank(value.charCodeAt(blank))) put(blank, reference(value.charCodeAt(blank)), index)
        const lineAlready = index === 0 ? endsLine(before) : value.charCodeAt(index - 1) === 10
        const last = index === length - 1 && after.startsWith('\n')
        if (container === 'heading' || container === 'cell' || lineAlready || last) put(index, '&#xA;', index + 1)
        else {
          index++
          if (index < length) startLine()
        }
        continue
      }
      case 92: {
        const next = index + 1 < length ? value.charCodeAt(index + 1) : 10
        unsafe = next === 10 || isAsciiPunctuation(next) || (isBlank(next) && endsLineAt(value, index + 2))
        break
      }
      case 96:
        unsafe = true
        break
      case 42:
      case 95:
      case 126: {
        let end = index + 1
        while (end < length && value.charCodeAt(end) === code) end++
        if (!isInertRun(value, index, end, before, after)) {
          put(index, `\\${value.charAt(index)}`.repeat(end - index), end)
        } else index = end
        continue
      }
      case 91:
        unsafe = brackets !== 'keep'
        break
      case 93:
        unsafe = brackets === 'label'
        break
      case 40:
        unsafe = index > 0 ? value.charCodeAt(index - 1) === 93 : before.endsWith(']')
        break
      case 33:
        unsafe = index === length - 1 && after.startsWith('[')
        break
      case 60: {
        const next = value.charCodeAt(index + 1)
        if (index === length - 1) unsafe = !/^\s/.test(after)
        else if (next === 33 || next === 47 || next === 63 || isLetter(next)) unsafe = true
        else {
          email.lastIndex = index
          unsafe = email.test(value)
        }
        break
      }
      case 38:
        unsafe = mayBeReference(value, index, after)
        break
      case 64:
        unsafe = isGluedEmail(value, index, before, after)
        break
      case 124:
        unsafe = container === 'cell'
        break
      default: {
        if (brackets === 'label') break
        if (index < urlEnd) {
          unsafe = urlBroken && isUrlMark(value, index)
          break
        }
        const url = isUrlMark(value, index) ? bareUrl(value, index, place) : undefined
        if (url === undefined) break
        urlEnd = url.runEnd
        urlBroken = url.kind === 'broken'
        if (url.kind === 'enclosed' && url.start >= start) {
          put(url.start, `<${value.slice(url.start, url.end)}>`, url.end)
          urlBroken = true
          continue
        }
        unsafe = url.kind !== 'bare'
      }
    }
    if (unsafe) put(index, `\\${value.charAt(index)}`, index + 1)
    else index++
  }

  const last = length - 1
  if (last >= start && last >= 0) {
    const code = value.charCodeAt(last)
    const lineEnds = after.startsWith('\n') || (container === 'cell' && (after === '|' || after === ' '))
    if (isBlank(code) && (lineEnds || after.startsWith('\\'))) put(last, reference(code), length)
    else if (container === 'heading' && code === 35 && after.startsWith('\n')) put(last, '\\#', length)
  }
  return start === 0 ? value : result + value.slice(start)
}

function endsLine(before: string): boolean {
  return before.endsWith('\n')
}

function endsLineAt(value: string, index: number): boolean {
  return index >= value.length || value.charCodeAt(index) === 10
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

function isLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

function reference(code: number): string {
  return `&#x${code.toString(16).toUpperCase()};`
}

/** Whether the colon or dot at `index` is that of `http://`, `https://` or `www.`. */
function isUrlMark(value: string, index: number): boolean {
  if (value.charCodeAt(index) === 46) return index >= 3 && value.slice(index - 3, index).toLowerCase() === 'www'
  if (!value.startsWith('//', index + 1)) return false
  const scheme = value.slice(Math.max(0, index - 5), index).toLowerCase()
  return scheme.endsWith('http') || scheme === 'https'
}
