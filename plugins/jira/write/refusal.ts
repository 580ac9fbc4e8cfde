import { isSourceError, SourceError } from 'issuefs/source'
import { lineOf, listOf, objectOf } from '../model/json.ts'

/** What the document calls Jira's fields that are not front matter. */
const TEXTS: Readonly<Record<string, string>> = {
  summary: 'title',
  description: 'description',
  comment: 'comment',
  project: 'project',
}

/** Runs a request; what Jira says of its fields is told in the words of the document. */
export async function explained<T>(nameOf: (field: string) => string | undefined, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw isSourceError(error) ? inOurWords(error, nameOf) : error
  }
}

function inOurWords(error: SourceError, nameOf: (field: string) => string | undefined): SourceError {
  const { errors, errorMessages } = objectOf(error.cause)
  const fields = Object.entries(objectOf(errors))
  if (fields.length === 0) return error
  const named = (field: string) => TEXTS[field] ?? nameOf(field) ?? field
  const words = (text: unknown) => (lineOf(text) ?? 'refused').replaceAll(/\bcustomfield_\d+\b/g, named)
  const lines = [
    ...fields.map(([field, text]) => `${named(field)}: ${words(text)}`),
    ...listOf(errorMessages).map(words),
  ]
  const sentence = lines.map(line => (/[.!?]$/.test(line) ? line : `${line}.`)).join(' ')
  return new SourceError(error.kind, sentence, {
    cause: error,
    ...(error.status !== undefined && { status: error.status }),
  })
}

/** Whether Jira refused for want of a right, whatever status it said it with. */
export function isForbidden(error: unknown): error is SourceError {
  if (!isSourceError(error) || error.status === 401) return false
  return error.kind === 'denied' || (error.kind === 'invalid' && /permission|not allowed/i.test(error.message))
}

/** Deletes; what is not there any more was deleted already, perhaps by a request whose answer was lost. */
export async function gone(ask: () => Promise<unknown>): Promise<void> {
  try {
    await ask()
  } catch (error) {
    if (!isSourceError(error) || error.kind !== 'not-found') throw error
  }
}
