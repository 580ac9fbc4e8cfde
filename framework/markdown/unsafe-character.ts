import { isGluedEmail } from './bare-email.ts'
import { isAsciiLetter, isAsciiPunctuation, isBlank } from './character.ts'
import { mayBeReference } from './character-reference.ts'
import type { Place } from './place.ts'

const email = /<[\w.!#$%&'*+/=?^`{|}~-]+@/y

/** Whether the character at `index` needs a backslash, judged by what stands beside it. */
export function isUnsafe(value: string, index: number, place: Place): boolean {
  const last = index === value.length - 1
  switch (value.charAt(index)) {
    case '`':
      return true
    case '\\':
      return last || startsEscape(value, index + 1)
    case '[':
      return place.brackets !== 'keep'
    case ']':
      return place.brackets === 'label'
    case '(':
      return index > 0 ? value.charAt(index - 1) === ']' : place.before.endsWith(']')
    case '!':
      return last && place.after.startsWith('[')
    case '<':
      return last ? !/^\s/.test(place.after) : startsHtml(value, index)
    case '&':
      return mayBeReference(value, index, place.after)
    case '@':
      return isGluedEmail(value, index, place.before, place.after)
    case '|':
      return place.container === 'cell'
    default:
      return false
  }
}

/** Whether a backslash before `index` would escape it; a space that will be printed as a reference counts. */
function startsEscape(value: string, index: number): boolean {
  const code = value.charCodeAt(index)
  if (code === 10 || isAsciiPunctuation(code)) return true
  return isBlank(code) && (index + 1 === value.length || value.charCodeAt(index + 1) === 10)
}

/** HTML or an autolink. */
function startsHtml(value: string, index: number): boolean {
  const next = value.charCodeAt(index + 1)
  if (isAsciiLetter(next) || next === 33 || next === 47 || next === 63) return true
  email.lastIndex = index
  return email.test(value)
}
