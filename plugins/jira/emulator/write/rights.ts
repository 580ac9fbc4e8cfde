import { Refusal } from '../http/message.ts'
import type { Right } from '../options.ts'

/** What the caller may do. */
export interface Rights {
  has(right: Right): boolean
  /** Refuses a request without the right; `what` ends the sentence. */
  need(right: Right, what: string): void
}

/** Every right but those withheld. */
export function createRights(withheld: readonly Right[] = ['edit all comments']): Rights {
  const has = (right: Right) => !withheld.includes(right)
  return {
    has,
    need(right, what) {
      if (!has(right)) throw new Refusal(403, [`You do not have permission to ${what}.`])
    },
  }
}
