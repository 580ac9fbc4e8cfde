import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testkit/eventually.test-support.ts'
import type { TreePlan } from '../../testkit/tree-plan.ts'
import { mountAt } from '../mount-table.ts'
import { type Served, serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()

const plan: TreePlan = {
  deadline: 3000,
  nodes: { 'A/1.md': { text: 'one\n' }, 'A/never.md': { absent: true } },
  answers: { 'A/never.md': { says: 'nothing-ever' } },
}

describe.skipIf(reason !== undefined)('where the kernel can not be asked for lost requests again', () => {
  let served: Served
  afterEach(() => served.leave())

  /** Kills the thread that serves, and makes it see that. Gives what became of those who waited. */
  async function kill(): Promise<readonly PromiseSettledResult<unknown>[]> {
    const late = readFile(served.at('A/never.md'))
    late.catch(() => {})
    await new Promise(resolve => setTimeout(resolve, 100))
    await served.tell({ order: 'kill-worker' })
    return Promise.allSettled([late, readFile(served.at('not-there.md'))])
  }

  it('a mount comes back when a thread died', { timeout: 20_000 }, async () => {
    served = await serve(plan, { newestMinor: 39 })
    expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n')
    const waiting = await kill()
    expect(waiting[0]!.status).toBe('rejected')
    await eventually(async () => expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n'))
    await eventually(() => expect(served.notices.join()).toMatch(/it was mounted anew/))
    await served.tell({ order: 'steer', step: { do: 'write', path: 'A/1.md', text: 'two\n' } })
    await eventually(async () => expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('two\n'))
  })

  it('what was taken away a moment before stays away', { timeout: 20_000 }, async () => {
    served = await serve(
      { ...plan, nodes: { 'A/1.md': { text: 'one\n', writable: true } }, writes: {} },
      { newestMinor: 39 },
    )
    const place = await mkdtemp(join(tmpdir(), 'issuefs-mv-'))
    try {
      // A program of this name is about to put another file there.
      await symlink('/bin/rm', join(place, 'mv'))
      await promisify(execFile)(join(place, 'mv'), [served.at('A/1.md')])
      await kill()
      await eventually(() => expect(served.notices.join()).toMatch(/it was mounted anew/))
      await expect(stat(served.at('A/1.md'))).rejects.toMatchObject({ code: 'ENOENT' })
      await eventually(async () => expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n'))
    } finally {
      await rm(place, { recursive: true })
    }
  })

  it('a mount that is ended just then does not come back', { timeout: 20_000 }, async () => {
    served = await serve(plan, { newestMinor: 39 })
    await kill()
    const ended = once(served.child, 'exit')
    served.child.disconnect()
    const [code] = await ended
    expect([code, await mountAt(served.folder)]).toEqual([0, undefined])
  })

  it('it ends with a sentence when they die again and again', { timeout: 40_000 }, async () => {
    served = await serve(plan, { newestMinor: 31 })
    for (let losses = 1; losses <= 3; losses++) {
      await kill()
      await eventually(() => expect(served.notices).toHaveLength(losses))
    }
    await kill()
    await eventually(() => expect(served.notices.at(-1)).toMatch(/was unmounted, because its threads died/))
    expect(await mountAt(served.folder)).toBeUndefined()
    await expect(readdir(served.at('A'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
