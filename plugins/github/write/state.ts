import type { FieldEdit } from 'issuefs/source'
import { type Entity, stateOf } from '../model/entity.ts'
import { type JsonObject, wordsOf } from '../model/json.ts'
import { refusedChange, refusedValue } from './refused.ts'

/** Why an issue was closed, in the words of the front matter. */
export const REASONS = ['completed', 'not planned', 'duplicate'] as const
export const STATES = ['open', 'closed'] as const

/** State and reason as REST takes them, always together: without the state GitHub ignores the reason. */
export function statePatch(entity: Entity, status: FieldEdit | undefined, reason: FieldEdit | undefined): JsonObject {
  if (!status && !reason) return {}
  const now = wordsOf(stateOf(entity.node)) ?? 'open'
  const next = status ? wordOf(status.to) : now
  if (entity.kind === 'pull') return pullPatch(now, next, reason)
  if (!isOneOf(STATES, next)) throw refusedValue('status', next, STATES)
  const why = reason ? wordOf(reason.to) : ''
  if (next === 'open') {
    if (why && why !== 'reopened') {
      throw refusedChange(`reason: “${why}” goes with status: closed; an open issue has none.`)
    }
    return now === 'open' ? {} : { state: 'open', state_reason: 'reopened' }
  }
  if (!why || (why === 'reopened' && now === 'open')) {
    if (now === 'closed') throw refusedChange(`reason: a closed issue has one of ${REASONS.join(', ')}.`)
    return { state: 'closed' }
  }
  if (!isOneOf(REASONS, why)) throw refusedValue('reason', why, REASONS)
  return { state: 'closed', state_reason: why.replace(' ', '_') }
}

function pullPatch(now: string, next: string, reason: FieldEdit | undefined): JsonObject {
  if (reason) throw refusedChange('reason: a pull request has none.')
  if (next === now) return {}
  if (now === 'merged') throw refusedChange('status: what was merged stays merged.')
  if (next === 'merged') throw refusedChange('status: merge it on GitHub or with “gh pr merge”, then it shows here.')
  if (!isOneOf(STATES, next)) throw refusedValue('status', next, STATES)
  return { state: next }
}

/** A word as the front matter has it: lower case, spaces for what GitHub underlines. */
function wordOf(value: unknown): string {
  return wordsOf(value) ?? ''
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word)
}
