import { isAsciiLetter } from './character.ts'

const letter = /[\p{L}\p{N}]/u
const attentionMark = /[*_~]$/

/**
 * Whether a run of `*`, `_` or `~` in `[from, to)` can neither open nor close emphasis: it stands between spaces, or,
 * if it is of underscores, within a word.
 *
 * Errs towards no: what stands at the edge of the text may still change when it is put together with its neighbours.
 */
export function isInertRun(value: string, from: number, to: number, before: string, after: string): boolean {
  if (from === 0 || to >= value.length) return false
  const previous = value.charCodeAt(from - 1)
  const next = value.charCodeAt(to)
  if (from === 1 && attentionMark.test(before)) return false
  if (to === value.length - 1 && attentionMark.test(after.charAt(0))) return false
  if (previous === 32 && next === 32) {
    return from > 1 && value.charCodeAt(from - 2) !== 10 && to + 1 < value.length && value.charCodeAt(to + 1) !== 10
  }
  return value.charCodeAt(from) === 95 && isWordCharacter(previous) && isWordCharacter(next)
}

function isWordCharacter(code: number): boolean {
  if (code < 128) return (code >= 48 && code <= 57) || isAsciiLetter(code)
  return letter.test(String.fromCharCode(code))
}
