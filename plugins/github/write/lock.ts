import type { FieldEdit } from 'issuefs/source'
import { wordsOf } from '../model/json.ts'
import type { ItemKey } from '../model/key.ts'
import { refusedValue } from './refused.ts'
import type { Step } from './step.ts'

/** Why a conversation is locked, in the words of the front matter and of REST. */
const REASONS: Readonly<Record<string, string>> = {
  'off topic': 'off-topic',
  'too heated': 'too heated',
  resolved: 'resolved',
  spam: 'spam',
}

/** What may be written; `true` is a lock without a reason. */
export const LOCKS = ['true', ...Object.keys(REASONS)]

/** Locks the conversation, or unlocks it. */
export function lockStep({ number }: ItemKey, { to }: FieldEdit): Step {
  const path = `/issues/${number}/lock`
  const word = typeof to === 'boolean' ? String(to) : wordsOf(to)?.replaceAll('-', ' ')
  if (word === undefined || word === 'false') return writer => writer.send('DELETE', path)
  if (word === 'true') return writer => writer.send('PUT', path)
  const reason = REASONS[word]
  if (reason === undefined) throw refusedValue('locked', to, LOCKS)
  return writer => writer.send('PUT', path, { body: { lock_reason: reason } })
}
