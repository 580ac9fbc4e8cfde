import type { Call } from 'issuefs/source'
import { type Remembered, remembered } from '../remembered.ts'

/** Answers that are believed for a while. */
export interface Cache {
  /** The answer to a question that is named by `key`. */
  get<T>(key: string, call: Call, ask: (call: Call) => Promise<T>): Promise<T>
}

/** Entries beyond which the oldest are let go. */
const MOST = 500

/** @param age milliseconds for which an answer is believed */
export function createCache(age: number): Cache {
  const entries = new Map<string, { readonly at: number; readonly answer: Remembered<unknown> }>()
  return {
    async get<T>(key: string, call: Call, ask: (call: Call) => Promise<T>): Promise<T> {
      const known = entries.get(key)
      if (known && Date.now() - known.at < age) return (await known.answer.get(call)) as T
      const answer = remembered(ask)
      entries.delete(key)
      entries.set(key, { at: Date.now(), answer })
      const [oldest] = entries.keys()
      if (entries.size > MOST && oldest !== undefined) entries.delete(oldest)
      return answer.get(call)
    },
  }
}
