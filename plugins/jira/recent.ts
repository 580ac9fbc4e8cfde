import type { Call } from 'issuefs/source'
import { type Remembered, remembered } from './remembered.ts'

/** Answers by key, each asked for again when it is older than `milliseconds`. */
export type Recent<T> = (key: string, call: Call, ask: (call: Call) => Promise<T>) => Promise<T>

export function recent<T>(milliseconds: number): Recent<T> {
  const answers = new Map<string, { readonly until: number; readonly answer: Remembered<T> }>()
  return (key, call, ask) => {
    const now = Date.now()
    for (const [old, { until }] of answers) if (until <= now) answers.delete(old)
    const known = answers.get(key) ?? { until: now + milliseconds, answer: remembered(ask) }
    answers.set(key, known)
    return known.answer.get(call)
  }
}
