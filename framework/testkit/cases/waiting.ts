import { posix } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, vi } from 'vitest'
import type { AttachedFixture } from '../backend-fixture.ts'
import type { Subject } from '../case.ts'
import { runProgram } from '../program.ts'

/** So many programs wait at a time. */
const crowd = Array.from({ length: 30 }, (_, number) => number)

/** Slow answers arrive, and nobody waits for somebody else's. */
export const waiting: Subject = {
  name: 'waiting',
  plan: {
    deadline: 5000,
    nodes: {
      'stored/stored.md': { text: 'stored\n' },
      'slow/slow.md': { absent: true },
      'slow/slow.bin': { size: 100_000 },
      'slow/other.md': { text: 'other\n' },
      ...Object.fromEntries(crowd.map(number => [`crowd/${number}/1.md`, { absent: true }])),
    },
    answers: {
      'slow/slow.md': { says: 'text', text: 'slow\n', after: 2500 },
      'slow/slow.bin': { says: 'complete', after: 2500 },
      ...Object.fromEntries(
        crowd.map(number => [`crowd/${number}/1.md`, { says: 'text', text: `${number}\n`, after: 1000 }]),
      ),
    },
  },
  cases: [
    {
      name: 'a slow attachment blocks nobody else meanwhile',
      async run(attached) {
        const { files, at } = attached
        const slow = files.readFile(at('slow/slow.bin'))
        await sleep(50)
        await expectBefore(slow, attached, 'slow/other.md', 'stored/stored.md')
        expect((await slow).length).toBe(100_000)
      },
    },
    {
      name: 'a slow document blocks nobody in other folders',
      async run(attached) {
        const { files, at, steer } = attached
        const slow = files.readFile(at('slow/slow.md'), 'utf8')
        await sleep(50)
        await expectBefore(slow, attached, 'stored/stored.md')
        expect((await steer({ do: 'count' }))['slow/slow.md']).toBe(1)
        expect(await slow).toBe('slow\n')
      },
    },
    {
      name: 'a slow document blocks nobody in its own folder',
      async run(attached) {
        const { files, at, steer } = attached
        await steer({ do: 'write', path: 'stored/new.md', text: 'new\n' })
        await steer({ do: 'answer', path: 'stored/late.md', answer: { says: 'text', text: 'late\n', after: 2500 } })
        // To tell the kernel of a new name takes the folder's lock, which a lookup in it holds: first one, then the other.
        await vi.waitFor(async () => expect(await files.readdir(at('stored'))).toContain('new.md'), 5000)
        const slow = files.readFile(at('stored/late.md'), 'utf8')
        await sleep(50)
        await expectBefore(slow, attached, 'stored/new.md')
        expect(await slow).toBe('late\n')
      },
    },
    {
      name: 'thirty programs wait side by side',
      needs: 'programs',
      async run({ at }) {
        const ended = await Promise.all(crowd.map(number => runProgram('cat', [at(`crowd/${number}/1.md`)])))
        expect(ended.map(({ output }) => output)).toEqual(crowd.map(number => `${number}\n`))
        expect(Math.max(...ended.map(({ took }) => took))).toBeLessThan(5000)
      },
    },
  ],
}

/** Files that are there before the slow one is. */
async function expectBefore(slow: Promise<unknown>, { files, at }: AttachedFixture, ...paths: string[]): Promise<void> {
  let isOver = false
  void slow.finally(() => (isOver = true)).catch(() => {})
  for (const path of paths) {
    expect((await files.readFile(at(path))).length).toBeGreaterThan(0)
    expect(await files.readdir(at(posix.dirname(path)))).toContain(posix.basename(path))
  }
  expect(isOver).toBe(false)
}
