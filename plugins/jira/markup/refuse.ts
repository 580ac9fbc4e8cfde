import { SourceError } from 'issuefs/source'

/** Refuses a text that the tracker could not keep as it is written. `sentence` says what and what to do. */
export function refuse(sentence: string): never {
  throw new SourceError('invalid', sentence)
}

/** The start of a text, for a message. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
