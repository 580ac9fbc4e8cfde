import { markAt } from '../mark.ts'
import { trimmedLength } from '../url.ts'
import { characterBefore, isWord } from '../word-boundary.ts'

/** Where a text stands. */
export interface Place {
  /** What is written before it on its line; empty at the start of one. */
  readonly before: string
  /** The first character behind it. */
  readonly after: string
  /** In a table or in the words of a link a bar parts. */
  readonly bars: 'plain' | 'escaped'
  /** `needed`: only what would be read as markup. `all`: all that could be. */
  readonly escapes: 'needed' | 'all'
}

const address = /(?:[a-z]{2,8}:\/\/|www\.|mailto:)[^\s<>"{}|\\^`[\]]+/iy
const lineStart = /^(?:[*#-]+(?=\s)|\|)/
const rule = /^-{4,}\s*$/

/** Text such that wiki markup reads it as what it is. Addresses stay as they are. */
export function escapeWiki(value: string, place: Place): string {
  let result = ''
  for (let at = 0; at < value.length; ) {
    address.lastIndex = at
    const match = isWord(characterBefore(value, at)) ? null : address.exec(value)
    if (match) {
      const length = trimmedLength(match[0])
      result += value.slice(at, at + length)
      at += length
      continue
    }
    const starts = at === 0 && place.before === ''
    if (needsEscape(value, at, place) || (starts && (lineStart.test(value) || rule.test(value)))) result += '\\'
    result += value[at]
    at++
  }
  return result
}

function needsEscape(value: string, at: number, place: Place): boolean {
  const character = value[at]!
  switch (character) {
    case '{':
    case '[':
      return true
    case '|':
    case ']':
      return place.bars === 'escaped'
    case '!':
      return /\S/.test(value[at + 1] ?? '') && (place.escapes === 'all' || value.indexOf('!', at + 2) > 0)
    case '?':
      return value[at + 1] === '?' && isMark(value, at, place)
    case '*':
    case '_':
    case '-':
    case '+':
    case '^':
    case '~':
      return isMark(value, at, place)
    default:
      return false
  }
}

/** Whether a sign would open or close a mark; one that opens alone is none. */
function isMark(value: string, at: number, place: Place): boolean {
  const text = `${place.before.slice(-2)}${value}${place.after}`
  const here = at + Math.min(2, place.before.length)
  const token = markAt(text, here, 0, text.length)
  if (!token) return false
  if (place.escapes === 'all') return token.opens || token.closes
  if (!token.opens) return false
  for (let later = text.indexOf(token.sign, here + 1); later > 0; later = text.indexOf(token.sign, later + 1)) {
    if (markAt(text, later, 0, text.length)?.closes) return true
  }
  return false
}

const escapable = /[-#*_+?^~|%{}[\]()!@]/

/** Monospaced text: what could be markup is escaped, and so is whatever a backslash would make plain. */
export function escapeCode(value: string, place: Place): string {
  let result = ''
  for (let at = 0; at < value.length; at++) {
    const character = value[at]!
    const afterBackslash = value[at - 1] === '\\' && escapable.test(character)
    const brace = character === '}' && (value[at + 1] === '}' || at === value.length - 1)
    if (afterBackslash || brace || needsEscape(value, at, { ...place, before: ' ', after: ' ' })) result += '\\'
    result += character
  }
  return result
}
