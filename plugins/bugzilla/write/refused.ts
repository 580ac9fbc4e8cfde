import { SourceError } from 'issuefs/source'
import { nearest } from '../nearest.ts'

/** The error for a value that Bugzilla would not take: it names the key, the value and the nearest that are allowed. */
export function refusedValue(key: string, value: unknown, allowed: readonly string[], more = ''): SourceError {
  const near = nearest(String(value), allowed)
  const hint = near.length > 0 ? `; the nearest are ${near.join(', ')}` : ''
  return new SourceError('invalid', `${key}: “${String(value)}” is not known here${hint}.${more && ` ${more}`}`)
}

/** The error for a change that makes no sense, as a sentence. */
export function refusedChange(sentence: string): SourceError {
  return new SourceError('invalid', sentence)
}
