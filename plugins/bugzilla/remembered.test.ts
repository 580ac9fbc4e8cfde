import type { Call } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { remembered } from './remembered.ts'

describe('what is remembered', () => {
  it('is asked for once, however many want it', async () => {
    let asked = 0
    const answer = remembered(async () => ++asked)
    expect(await Promise.all([answer.get(testCall()), answer.get(testCall())])).toEqual([1, 1])
    expect(await answer.get(testCall())).toBe(1)
    answer.forget(7)
    expect(await answer.get(testCall())).toBe(1)
    answer.forget(1)
    expect(await answer.get(testCall())).toBe(2)
  })

  it('is not a failure', async () => {
    let asked = 0
    const answer = remembered(async () => {
      asked += 1
      if (asked === 1) throw new Error('first')
      return asked
    })
    await expect(answer.get(testCall())).rejects.toThrow('first')
    expect(await answer.get(testCall())).toBe(2)
  })

  it('does not fail those who still wait when the first one gives up', async () => {
    const asking = async ({ signal }: Call) => {
      await new Promise(resolve => setTimeout(resolve, 10))
      signal.throwIfAborted()
      return 'answer'
    }
    const answer = remembered(asking)
    const first = new AbortController()
    const given = answer.get(testCall(first.signal))
    const kept = answer.get(testCall())
    first.abort(new Error('enough'))
    await expect(given).rejects.toThrow('enough')
    expect(await kept).toBe('answer')
  })
})
