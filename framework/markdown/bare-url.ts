import { touchesMarker } from './bare-email.ts'
import type { Place } from './place.ts'

/**
 * How a URL in text may stand. `bare`: as it is. `enclosed`: `[start, end)` goes into `<…>`, because a character in it
 * would need a backslash, which a reader would take for a part of the URL. `broken`: it is kept from becoming a link.
 * `runEnd` is where the characters that a reader might take for the URL end.
 */
export type BareUrl =
  | { readonly kind: 'bare' | 'broken'; readonly runEnd: number }
  | { readonly kind: 'enclosed'; readonly runEnd: number; readonly start: number; readonly end: number }

const run = /[^\s<]*/y
const needsEscape = /[\\*~`|]|\]\(|&(?:#|[A-Za-z][A-Za-z\d]*;)|(?<![A-Za-z\d_])_|_(?![A-Za-z\d_])/
const scheme = /https?$/i
const enclosable = /[A-Za-z\d][^\s<>\\`|]*/y
const trailing = /[.,;:!?'"\]*_~]/

/** Judges the URL whose `://` or `www.` has its colon or dot at `mark`. */
export function bareUrl(value: string, mark: number, place: Place): BareUrl {
  run.lastIndex = mark
  run.test(value)
  const runEnd = run.lastIndex
  const text = value.slice(mark, runEnd)
  const escaped =
    (place.brackets === 'escape' && text.includes('[')) ||
    (text.includes('@') && touchesMarker(place.before, place.after))
  if (!escaped && !needsEscape.test(text) && endsClean(value, runEnd, place)) return { kind: 'bare', runEnd }
  return enclose(value, mark, runEnd) ?? { kind: 'broken', runEnd }
}

/** Whether nothing that is printed right after the run, such as an escaped space, can be taken for a part of the URL. */
function endsClean(value: string, end: number, { after, container }: Place): boolean {
  if (end === value.length) return /^[\n <|]/.test(after)
  const code = value.charCodeAt(end)
  if (code === 60 || end + 1 === value.length) return false
  if (code === 10 && (container === 'heading' || container === 'cell')) return false
  return value.charCodeAt(end + 1) !== 10
}

function enclose(value: string, mark: number, runEnd: number): BareUrl | undefined {
  const name = scheme.exec(value.slice(Math.max(0, mark - 5), mark))
  if (value.charCodeAt(mark) !== 58 || !name) return undefined
  const start = mark - name[0].length
  if (start > 0 && /[A-Za-z\\_*~]/.test(value.charAt(start - 1))) return undefined
  enclosable.lastIndex = mark + 3
  if (!enclosable.test(value)) return undefined
  const end = trimTrail(value, mark + 3, Math.min(enclosable.lastIndex, runEnd))
  return end > mark + 3 ? { kind: 'enclosed', runEnd, start, end } : undefined
}

/** Leaves sentence marks out, and a closing parenthesis without its opening one. */
function trimTrail(value: string, start: number, runEnd: number): number {
  const url = value.slice(start, runEnd)
  let surplus = url.split(')').length - url.split('(').length
  let end = runEnd
  for (; end > start; end--) {
    const character = value.charAt(end - 1)
    if (character === ')' && surplus > 0) surplus--
    else if (!trailing.test(character)) break
  }
  return end
}

/** Whether the colon or dot at `index` is that of `http://`, `https://` or `www.`. */
export function isUrlMark(value: string, index: number): boolean {
  if (value.charCodeAt(index) === 46) return index >= 3 && value.slice(index - 3, index).toLowerCase() === 'www'
  if (!value.startsWith('//', index + 1)) return false
  return scheme.test(value.slice(Math.max(0, index - 5), index))
}
