import { SourceError } from 'issuefs/source'
import { nearest } from '../nearest.ts'

/** How many allowed values are named. */
const MOST = 3

/** A value that cannot be taken for a key of the front matter. `problem` ends the sentence, without a full stop. */
export function invalid(key: string, problem: string): SourceError {
  return new SourceError('invalid', `${key}: ${problem}.`)
}

/** Nothing of the issue may be changed, whatever it is. */
export function notEditable(key: string): SourceError {
  return new SourceError('denied', `${key}: this account may not edit the issue, or not in its present status.`)
}

/** The same for a value that is none of those allowed. */
export function notAllowed(key: string, value: unknown, allowed: readonly string[]): SourceError {
  if (allowed.length === 0) return invalid(key, `"${value}" cannot be set: there is nothing to choose from`)
  return invalid(key, `"${value}" is not one of the allowed values; the nearest: ${nearestOf(String(value), allowed)}`)
}

/** The words most like one, quoted, with commas between them. */
export function nearestOf(word: string, words: readonly string[]): string {
  return nearest(word, [...new Set(words)])
    .slice(0, MOST)
    .map(near => `"${near}"`)
    .join(', ')
}
