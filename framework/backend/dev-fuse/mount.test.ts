import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testkit/eventually.test-support.ts'
import { entryName, type TreePlan } from '../../testkit/tree-plan.ts'
import { mountAt } from '../mount-table.ts'
import { stalenessOf } from '../stale-mount.ts'
import { detachFolder, isRoot } from '../unmount.ts'
import { type Served, serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()
const run = promisify(execFile)

const plan: TreePlan = {
  deadline: 3000,
  nodes: {
    'A/1.md': { text: 'one\n' },
    'A/never.md': { absent: true },
    'A/late.md': { absent: true },
    many: { folder: 'ready', entries: 500 },
  },
  answers: { 'A/never.md': { says: 'nothing-ever' }, 'A/late.md': { says: 'text', text: 'late\n', after: 1500 } },
}

describe.skipIf(reason !== undefined)('a mount of dev-fuse', () => {
  const all: Served[] = []
  const mount = async (...given: Parameters<typeof serve>): Promise<Served> => {
    const served = await serve(...given)
    all.push(served)
    return served
  }
  afterEach(async () => {
    for (const served of all.splice(0).reverse()) await served.leave()
  })

  it('is named in the mount table for what it is', async () => {
    const { folder } = await mount(plan)
    const entry = await mountAt(folder)
    expect(entry).toMatchObject({ type: 'fuse.issuefs', source: 'issuefs' })
    expect(entry!.options).toEqual(expect.arrayContaining(['ro', 'nosuid', 'nodev', 'default_permissions']))
    expect(entry!.options).not.toContain('allow_other')
  })

  it('tells when files were born', async () => {
    const { at } = await mount(plan)
    // Once any statx(2) has been refused, libuv asks without times of birth for the rest of the process.
    const { stdout } = await run('stat', ['-c', '%.3W', at('A/1.md')])
    expect(new Date(Number(stdout) * 1000).toISOString()).toBe('2026-01-02T03:04:05.678Z')
  })

  it('refuses its own process, and says so once', async () => {
    const served = await mount(plan)
    expect(await served.tell({ order: 'look', path: 'A/1.md' })).toEqual({ said: 'looked', code: 'EBUSY' })
    expect(await served.tell({ order: 'look', path: 'many' })).toEqual({ said: 'looked', code: 'EBUSY' })
    await eventually(() => expect(served.notices).toHaveLength(1))
    expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n')
  })

  it('forgets a client that was killed while its request waited', async () => {
    const { at } = await mount(plan)
    const client = spawn('cat', [at('A/never.md')], { stdio: 'ignore' })
    await new Promise(resolve => setTimeout(resolve, 200))
    const ended = once(client, 'exit')
    client.kill('SIGINT')
    const began = performance.now()
    await ended
    expect(performance.now() - began).toBeLessThan(2500)
    expect(await readFile(at('A/1.md'), 'utf8')).toBe('one\n')
  })

  it('blocks nobody while one waits', async () => {
    const { at } = await mount(plan)
    let isAnswered = false
    const late = readFile(at('A/late.md'), 'utf8').finally(() => (isAnswered = true))
    expect(await readFile(at('A/1.md'), 'utf8')).toBe('one\n')
    await readdir(at('many'))
    expect(isAnswered).toBe(false)
    expect(await late).toBe('late\n')
  })

  it('ends when it is unmounted from outside', async () => {
    const served = await mount(plan)
    const ended = once(served.child, 'exit')
    await detachFolder(served.folder)
    served.child.send({ order: 'leave' })
    expect((await ended)[0]).toBe(0)
    expect(await mountAt(served.folder)).toBeUndefined()
  })

  it.each(['an idle', 'a busy'])('leaves nothing behind when its process ends with %s mount', async how => {
    const { child, at, folder } = await mount(plan)
    await readFile(at('A/1.md'))
    const holder =
      how === 'a busy' ? spawn('sh', ['-c', 'exec sleep 20 < "$0"', at(`many/${entryName(3)}`)]) : undefined
    await new Promise(resolve => setTimeout(resolve, 200))
    const ended = once(child, 'exit')
    child.send({ order: 'exit' })
    expect((await ended)[0]).toBe(7)
    await eventually(async () => expect(await mountAt(folder)).toBeUndefined())
    holder?.kill()
  })

  it('gives an error to those who wait when it is killed, and the next start is clean', async () => {
    const first = await mount(plan)
    const waiting = Promise.allSettled([
      readFile(first.at('A/never.md')),
      stat(first.at('A/never.md')),
      run('cat', [first.at('A/never.md')]),
    ])
    await new Promise(resolve => setTimeout(resolve, 200))
    first.child.kill('SIGKILL')
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect(await stalenessOf(first.folder)).toBe('dead')
    const second = await first.again()
    all.push(second)
    expect(second.notices.join()).toMatch(/when it was killed has been taken away/)
    expect(await readFile(second.at('A/1.md'), 'utf8')).toBe('one\n')
  })

  it('loses no request when a thread is killed under load', async () => {
    const served = await mount(plan)
    const texts = (): Promise<readonly string[]> =>
      Promise.all(
        Array.from({ length: 200 }, (_, number) =>
          run('cat', [served.at(`many/${entryName(number)}`)]).then(({ stdout }) => stdout),
        ),
      )
    const expected = Array.from({ length: 200 }, (_, number) => `Number ${number}\n`)
    const reading = texts()
    const late = readFile(served.at('A/late.md'), 'utf8')
    for (let kill = 0; kill < 3; kill++) {
      await new Promise(resolve => setTimeout(resolve, 100))
      await served.tell({ order: 'kill-worker' })
    }
    expect(await reading).toEqual(expected)
    expect(await late).toBe('late\n')
    expect(served.notices.join()).toMatch(/was replaced, and no request was lost/)
    expect(await stat(served.at('many'))).toBeDefined()
  })

  it('goes on, more slowly, when threads die again and again', async () => {
    const served = await mount(plan)
    for (let kill = 0; kill < 8; kill++) {
      await served.tell({ order: 'kill-worker' })
      expect((await run('cat', [served.at(`many/${entryName(kill)}`)])).stdout).toBe(`Number ${kill}\n`)
    }
    expect(served.notices.length).toBeGreaterThan(5)
    expect((await run('cat', [served.at('A/1.md')])).stdout).toBe('one\n')
  })

  it('loses no change when the thread that tells the kernel is killed', async () => {
    const served = await mount(plan)
    const write = (text: string): Promise<unknown> =>
      served.tell({ order: 'steer', step: { do: 'write', path: 'A/1.md', text } })
    expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n')
    for (let kill = 0; kill < 3; kill++) {
      const killed = served.tell({ order: 'kill-notifier' })
      await write(`${kill}\n`)
      await killed
      await eventually(async () => expect(await readFile(served.at('A/1.md'), 'utf8')).toBe(`${kill}\n`))
    }
    await eventually(() => expect(served.notices).toHaveLength(3))
    expect(served.notices[0]).toMatch(/was replaced, and no change was lost/)
    await served.tell({ order: 'kill-worker' })
    expect(await readdir(served.at('many'))).toHaveLength(500)
    await write('last\n')
    await eventually(async () => expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('last\n'))
  })

  it('is refused inside itself and twice', async context => {
    context.skip(!isRoot(), 'Looks at sentences, which are the same for users.')
    const { folder } = await mount(plan)
    const { attachDevFuse } = await import('./attach.ts')
    const attach = (at: string): Promise<unknown> =>
      attachDevFuse({ vfs: undefined as never, folder: at, allowOther: false, storePath: '', notice() {} })
    await expect(attach(folder)).rejects.toThrow(/is mounted at .* already/)
    await expect(attach(`${folder}/A`)).rejects.toThrow(/is inside the mount of issuefs/)
  })
})
