import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { Priority } from '../source/call.ts'
import { type CoalescerOptions, createCoalescer } from './coalesce.ts'
import type { ExchangeContext } from './fetcher.ts'
import { patient } from './fixtures/loopback.ts'

interface Running {
  readonly keys: readonly string[]
  readonly context: ExchangeContext
  readonly answer: (values?: readonly string[]) => void
  readonly fail: (error: Error) => void
}

/** A coalescer whose runs answer when the test says so. */
function held(options: Partial<CoalescerOptions<string, string>> = {}) {
  const runs: Running[] = []
  const coalescer = createCoalescer<string, string>({
    keyOf: key => key,
    run: (keys, context) =>
      new Promise((resolve, fail) => {
        runs.push({ keys, context, answer: (values = keys.map(key => `${key}!`)) => resolve(values), fail })
      }),
    max: 3,
    ...options,
  })
  return { runs, get: coalescer.get }
}

test('equal calls join, also when the run is under way', async () => {
  const { runs, get } = held()
  const early = [get('a', patient()), get('a', patient())]
  await turn()
  const late = get('a', patient())
  await turn()
  expect(runs.map(({ keys }) => keys)).toEqual([['a']])
  runs[0]?.answer()
  expect(await Promise.all([...early, late])).toEqual(['a!', 'a!', 'a!'])
  void get('a', patient())
  await turn()
  expect(runs).toHaveLength(2)
})

test('near calls become runs of at most so many keys, the most urgent first', async () => {
  const { runs, get } = held()
  const priorities: Priority[] = ['prefetch', 'refresh', 'prefetch', 'waiting', 'save']
  const all = priorities.map((priority, index) => get(`${index}`, patient(priority)))
  await turn()
  expect(runs.map(({ keys }) => keys)).toEqual([
    ['3', '4', '1'],
    ['0', '2'],
  ])
  expect(runs.map(({ context }) => context.priority)).toEqual(['waiting', 'prefetch'])
  for (const run of runs) run.answer()
  expect(await Promise.all(all)).toEqual(['0!', '1!', '2!', '3!', '4!'])
})

test('a caller more urgent than the others pulls a run forward', async () => {
  const { runs, get } = held({ max: 1, concurrency: 1 })
  const all = ['a', 'b', 'c'].map(key => get(key, patient('prefetch')))
  await turn()
  const urgent = get('c', patient('waiting'))
  runs[0]?.answer()
  await all[0]
  expect(runs.map(({ keys }) => keys)).toEqual([['a'], ['c']])
  const joined = get('c', patient('save'))
  expect(runs[1]?.context.priority).toBe('waiting')
  runs[1]?.answer()
  expect(await Promise.all([urgent, joined])).toEqual(['c!', 'c!'])
  expect(runs[2]?.context.priority).toBe('prefetch')
  const late = get('b', patient('waiting'))
  expect(runs[2]?.context.priority).toBe('waiting')
  runs[2]?.answer()
  expect(await late).toBe('b!')
})

test('a run is aborted when the last caller has left, not before', async () => {
  const { runs, get } = held()
  const aborts = [1, 2, 3].map(() => new AbortController())
  const [first, second, third] = aborts.map((abort, index) =>
    get(index < 2 ? 'a' : 'b', { priority: 'waiting', signal: abort.signal }),
  )
  await turn()
  aborts[0]?.abort()
  aborts[2]?.abort()
  await expect(first).rejects.toMatchObject({ kind: 'cancelled' })
  await expect(third).rejects.toMatchObject({ kind: 'cancelled' })
  expect(runs[0]?.context.signal.aborted).toBe(false)
  aborts[1]?.abort()
  await expect(second).rejects.toMatchObject({ kind: 'cancelled' })
  expect(runs[0]?.context.signal.aborted).toBe(true)

  const again = get('a', patient())
  await turn()
  expect(runs[1]?.keys).toEqual(['a'])
  runs[0]?.fail(new Error('aborted'))
  await turn()
  const joined = get('a', patient())
  await turn()
  expect(runs).toHaveLength(2)
  runs[1]?.answer()
  expect(await Promise.all([again, joined])).toEqual(['a!', 'a!'])
})

test('who leaves before the run starts is not in it', async () => {
  const { runs, get } = held()
  const abort = new AbortController()
  const left = get('a', { priority: 'waiting', signal: abort.signal })
  const stays = get('b', patient())
  abort.abort()
  await expect(left).rejects.toMatchObject({ kind: 'cancelled' })
  await expect(get('c', { priority: 'waiting', signal: abort.signal })).rejects.toMatchObject({ kind: 'cancelled' })
  await turn()
  expect(runs.map(({ keys }) => keys)).toEqual([['b']])
  runs[0]?.answer()
  await stays
})

test('a run that fails fails its own keys only', async () => {
  const { runs, get } = held({ max: 1 })
  const outcome = Promise.allSettled([get('a', patient()), get('b', patient())])
  await turn()
  runs[0]?.fail(new Error('bad'))
  runs[1]?.answer()
  expect(await outcome).toMatchObject([{ reason: { message: 'bad' } }, { value: 'b!' }])
})

test('the end of a run does not tear near calls apart', async () => {
  const { runs, get } = held()
  const first = get('a', patient())
  await turn()
  const near = [get('b', patient())]
  runs[0]?.answer()
  await first
  near.push(get('c', patient()))
  await turn()
  expect(runs.map(({ keys }) => keys)).toEqual([['a'], ['b', 'c']])
  runs[1]?.answer()
  await Promise.all(near)
})

test('answers that do not fit the keys are an error', async () => {
  const { runs, get } = held()
  const failed = get('a', patient())
  await turn()
  runs[0]?.answer([])
  await expect(failed).rejects.toMatchObject({ kind: 'unexpected' })
})

test('a run that throws at once fails its keys, and others go on', async () => {
  const { get } = held({
    max: 1,
    concurrency: 1,
    run: keys => {
      if (keys[0] === 'a') throw new TypeError('bug')
      return Promise.resolve(keys)
    },
  })
  const outcome = await Promise.allSettled([get('a', patient()), get('b', patient())])
  expect(outcome).toMatchObject([{ reason: { message: 'bug' } }, { value: 'b' }])
})

test('gathers for a while where that is wanted', async () => {
  const { runs, get } = held({ delay: 20 })
  void get('a', patient())
  await turn()
  void get('b', patient())
  await expect.poll(() => runs.map(({ keys }) => keys)).toEqual([['a', 'b']])
})
