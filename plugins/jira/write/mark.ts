import { isSourceError } from 'issuefs/source'
import type { Property } from '../client/writing.ts'
import type { JiraClient } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'

/** The property of an issue, or of a comment, that holds our mark. */
const KEY = 'issuefs'

/** The mark as it is sent along. */
export function markProperty(mark: string): Property {
  return { key: KEY, value: { mark } }
}

/** The mark of an issue; `undefined` for one that has none. */
export async function markOf(client: JiraClient, id: string): Promise<string | undefined> {
  try {
    const { value } = objectOf(await client.issueProperty(id, KEY))
    return lineOf(objectOf(value).mark)
  } catch (error) {
    if (isSourceError(error) && error.kind === 'not-found') return undefined
    throw error
  }
}

/** The mark among the properties that came with a comment. */
export function markWithin(comment: unknown): string | undefined {
  const ours = listOf(objectOf(comment).properties).find(property => objectOf(property).key === KEY)
  return lineOf(objectOf(objectOf(ours).value).mark)
}
