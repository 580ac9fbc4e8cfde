import { Refusal } from '../http/message.ts'

/** What GitHub says of one value that it does not take. */
export interface Invalid {
  readonly resource: string
  readonly field: string
  readonly code: 'missing' | 'missing_field' | 'invalid' | 'already_exists' | 'custom'
  readonly message?: string
  readonly value?: unknown
}

/** 422 in GitHub's shape. */
export function invalid(...errors: readonly Invalid[]): Refusal {
  return new Refusal(422, 'Validation Failed', {}, { errors })
}

/** 403 for a token that may not write. */
export function notForThisToken(): Refusal {
  return new Refusal(403, 'Resource not accessible by personal access token')
}

/** What is said of a repository that was archived. */
export const ARCHIVED = 'Repository was archived so is read-only.'

/** 403 for a user without the right. */
export function notAllowed(): Refusal {
  return new Refusal(403, 'Must have admin rights to Repository.')
}
