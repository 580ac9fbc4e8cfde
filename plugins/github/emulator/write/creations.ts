import { Refusal } from '../http/message.ts'

/** GitHub's limit for what is made: more within a second than `most` is refused with 403. */
export function createCreations(most: number): () => void {
  let made = 0
  let since = 0
  return () => {
    if (Date.now() - since >= 1000) {
      made = 0
      since = Date.now()
    }
    made += 1
    if (made <= most) return
    const message =
      'You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.'
    throw new Refusal(403, message, { 'Retry-After': '1' })
  }
}
