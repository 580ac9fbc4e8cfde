import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import type { Outcome } from './attempt.ts'
import { createQueue } from './queue.ts'

const failed = { state: 'pending', error: new SourceError('offline', 'Away.') } as const
const sent = { state: 'sent', entity: undefined } as const

test('edits of one issue follow each other, those of others do not wait', async () => {
  const log: string[] = []
  const queue = createQueue(
    async number => {
      log.push(`begin ${number}`)
      await setTimeout(number === 1 ? 60 : 5)
      log.push(`end ${number}`)
      return sent
    },
    Date.now,
    0,
  )
  queue.add(1, 'a')
  queue.add(2, 'a')
  queue.add(3, 'b')
  await Promise.all([queue.next(1), queue.next(2), queue.next(3)])
  expect(log).toEqual(['begin 1', 'begin 3', 'end 3', 'end 1', 'begin 2', 'end 2'])
  await queue.stop()
})

test('one that fails is tried again later, before those behind it, which are told', async () => {
  const tried: number[] = []
  let answer: Outcome = failed
  const queue = createQueue(
    async number => {
      tried.push(number)
      return answer
    },
    Date.now,
    0,
  )
  queue.add(1, 'a')
  queue.add(2, 'a')
  expect(await queue.next(2)).toBe(failed)
  await setTimeout(50)
  expect(tried).toEqual([1])
  answer = sent
  queue.wake('unreached')
  expect(await queue.next(2)).toBe(sent)
  expect(tried).toEqual([1, 1, 2])
  await queue.stop()
})

test('one that waits can be taken out, one that is being sent can not', async () => {
  const queue = createQueue(() => setTimeout(30, sent), Date.now, 0)
  queue.add(1, 'a')
  queue.add(2, 'a')
  const first = queue.next(1)
  await setTimeout(5)
  expect(queue.take(1)).toBe(false)
  expect(queue.take(2)).toBe(true)
  expect(await first).toBe(sent)
  expect(await queue.next(2)).toBeUndefined()
  await queue.stop()
})

test('an answer of the tracker does not hurry what it has refused for a while', async () => {
  let tried = 0
  const queue = createQueue(
    async () => {
      tried++
      return { state: 'pending', error: new SourceError('rate-limited', 'Slowly.', { retryAfter: 60_000 }) }
    },
    Date.now,
    0,
  )
  queue.add(1, 'a')
  await queue.next(1)
  queue.wake('unreached')
  await setTimeout(20)
  expect(tried).toBe(1)
  queue.wake('all')
  await setTimeout(20)
  expect(tried).toBe(2)
  await queue.stop()
})

test('one that is held goes when it is released, and one that joins others goes before them', async () => {
  const done: number[] = []
  const queue = createQueue(
    async number => {
      done.push(number)
      return sent
    },
    Date.now,
    0,
  )
  queue.add(1, 'a', 'held')
  queue.add(2, 'a')
  queue.add(3, 'b', 'held')
  queue.add(4, 'c', 'held')
  await setTimeout(10)
  expect(done).toEqual([])
  queue.join('a', 'b')
  queue.join('none', 'b')
  expect(queue.isBusy('a')).toBe(false)
  queue.release(1)
  await setTimeout(10)
  expect(done).toEqual([1, 2])
  await queue.next(3)
  expect(queue.take(4)).toBe(true)
  queue.release(4)
  await setTimeout(10)
  expect(done).toEqual([1, 2, 3])
})

test('one that failed before the clock was set back does not wait until the time has come again', async () => {
  let now = 10_000_000
  let tried = 0
  const queue = createQueue(
    async () => {
      tried++
      return { state: 'pending', error: new SourceError('unexpected', 'It fails.', { status: 500 }) }
    },
    () => now,
    0,
  )
  queue.add(1, 'a')
  await queue.next(1)
  now -= 5_000_000
  queue.add(2, 'b')
  await setTimeout(20)
  expect(tried).toBe(3)
  await queue.stop()
})
