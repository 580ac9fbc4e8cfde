import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testkit/eventually.test-support.ts'
import type { RecordedSave, TreePlan } from '../../testkit/tree-plan.ts'
import { mountAt } from '../mount-table.ts'
import { detachFolder } from '../unmount.ts'
import { type Served, serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'

const reason = await unavailable()
const run = promisify(execFile)

const plan: TreePlan = {
  deadline: 5000,
  nodes: {
    'P/1.md': { text: 'one\n', writable: true },
    'P/2.md': { text: 'two\n', writable: true },
    'P/locked.md': { text: 'locked\n' },
    'P/attachments': { folder: 'ready' },
    ...Object.fromEntries(Array.from({ length: 40 }, (_, number) => [`N/${number}.md`, { text: '', writable: true }])),
  },
  writes: { makes: { P: 'issues', 'P/attachments': 'attachments' } },
}

describe.skipIf(reason !== undefined)('a writable mount of dev-fuse', () => {
  const all: Served[] = []
  const mount = async (): Promise<Served> => {
    const served = await serve(plan)
    all.push(served)
    return served
  }
  const savesOf = async (served: Served): Promise<readonly RecordedSave[]> => {
    const report = await served.tell({ order: 'saves' })
    return report.said === 'saves' ? report.saves : []
  }
  /** Saves are refused, or take a while. */
  const refuse = (served: Served, path: string, how: { kind?: 'conflict' | 'invalid'; after?: number }) =>
    served.tell({ order: 'steer', step: { do: 'refuse', path, ...how } })

  afterEach(async () => {
    for (const served of all.splice(0).reverse()) await served.leave()
  })

  it('is named in the mount table for what it is', async () => {
    const { folder, at } = await mount()
    expect((await mountAt(folder))!.options).toContain('rw')
    expect(((await stat(at('P/1.md'))).mode & 0o777).toString(8)).toBe('644')
    expect(((await stat(at('P/locked.md'))).mode & 0o777).toString(8)).toBe('444')
  })

  it('takes a megabyte in large writes, and shows its size at once', async () => {
    const served = await mount()
    const bytes = Buffer.alloc(1 << 20, 'issue\n')
    await writeFile(served.at('P/attachments/large.txt'), bytes)
    expect((await stat(served.at('P/attachments/large.txt'))).size).toBe(bytes.byteLength)
    expect((await savesOf(served)).map(({ what, text }) => [what, text.length])).toEqual([['attach', bytes.byteLength]])
  })

  it('shows the new text and size at once, under the same inode number', async () => {
    const { at } = await mount()
    const { ino } = await stat(at('P/1.md'))
    for (let round = 0; round < 30; round++) {
      const text = 'x'.repeat(round + 1)
      await writeFile(at('P/1.md'), text)
      expect([await readFile(at('P/1.md'), 'utf8'), (await stat(at('P/1.md'))).size]).toEqual([text, round + 1])
      await writeFile(at('P/1.md.tmp'), `${text}!`)
      await rename(at('P/1.md.tmp'), at('P/1.md'))
      const after = await stat(at('P/1.md'))
      expect([after.ino, after.size, await readFile(at('P/1.md'), 'utf8')]).toEqual([ino, round + 2, `${text}!`])
    }
  })

  it('shows readers the text from before, whole, until it is saved', async () => {
    const served = await mount()
    await refuse(served, 'P/1.md', { after: 1500 })
    const before = await open(served.at('P/1.md'))
    const saving = writeFile(served.at('P/1.md'), 'a longer text than before\n')
    await eventually(async () => expect(await savesOf(served)).toHaveLength(1))
    expect((await run('cat', [served.at('P/1.md')])).stdout).toBe('one\n')
    await saving
    expect((await run('cat', [served.at('P/1.md')])).stdout).toBe('a longer text than before\n')
    expect(await before.readFile('utf8')).toBe('one\n')
    await before.close()
  })

  it('tells programs the errno of a refused save, and then shows what the tracker has', async () => {
    const served = await mount()
    await refuse(served, 'P/1.md', { kind: 'conflict' })
    await readFile(served.at('P/1.md'))
    const { at } = served
    await expect(run('dd', ['if=/dev/zero', `of=${at('P/1.md')}`, 'bs=64', 'count=1'])).rejects.toThrow(/busy/)
    await expect(run('dd', ['if=/dev/zero', `of=${at('P/1.md')}`, 'bs=64', 'count=1', 'conv=fsync'])).rejects.toThrow(
      /fsync failed.*busy/,
    )
    await expect(run('sed', ['-i', 's/one/two/', at('P/1.md')])).rejects.toThrow(/busy/)
    await expect(run('sh', ['-c', 'echo x > "$0"', at('P/locked.md')])).rejects.toThrow(/not permitted|denied/)
    expect(await readFile(at('P/1.md'), 'utf8')).toBe('one\n')
    expect((await stat(at('P/1.md'))).size).toBe(4)
  })

  it('leaves the old text when a writer is killed half way', async () => {
    const served = await mount()
    const script = 'exec > "$0"; echo half; echo written >&2; exec sleep 20'
    const writer = spawn('sh', ['-c', script, served.at('P/2.md')])
    await once(writer.stderr, 'data')
    const ended = once(writer, 'exit')
    writer.kill('SIGKILL')
    await ended
    await new Promise(resolve => setTimeout(resolve, 300))
    expect(await readFile(served.at('P/2.md'), 'utf8')).toBe('two\n')
    expect(await savesOf(served)).toEqual([])
  })

  it('keeps what others write when one of them is killed that had the file open, too', async () => {
    const served = await mount()
    const numbers = Array.from({ length: 20 }, (_, number) => number)
    const script = '{ echo one; sh -c \'kill -9 "$$"\'; echo two; } > "$0"'
    await Promise.all(numbers.map(number => run('sh', ['-c', script, served.at(`N/${number}.md`)])))
    for (const number of numbers) expect(await readFile(served.at(`N/${number}.md`), 'utf8')).toBe('one\ntwo\n')
    expect(await savesOf(served)).toHaveLength(numbers.length)
  })

  it('saves what a program wrote that ends without closing', async () => {
    const served = await mount()
    await run('python3', [
      '-c',
      'import os,sys; os.write(os.open(sys.argv[1], os.O_WRONLY), b"TWO"); os._exit(1)',
      served.at('P/2.md'),
    ]).catch(() => {})
    await eventually(async () => expect(await readFile(served.at('P/2.md'), 'utf8')).toBe('TWO\n'))
  })

  it('lets a program go that is interrupted while it saves, and saves all the same', async () => {
    const served = await mount()
    await refuse(served, 'P/1.md', { after: 5000 })
    const writer = spawn('sh', ['-c', 'echo kept > "$0"', served.at('P/1.md')], { stdio: 'ignore' })
    await eventually(async () => expect(await savesOf(served)).toHaveLength(1))
    const began = performance.now()
    const ended = once(writer, 'exit')
    writer.kill('SIGINT')
    await ended
    expect(performance.now() - began).toBeLessThan(4500)
    await eventually(async () => expect(await readFile(served.at('P/1.md'), 'utf8')).toBe('kept\n'))
    expect(await savesOf(served)).toHaveLength(1)
  })

  it('saves each text once when a thread is killed under load', async () => {
    const served = await mount()
    const numbers = Array.from({ length: 40 }, (_, number) => number)
    const script = 'for n in 1 2 3 4 5 6; do echo "line $n" >> "$0" || exit 1; done'
    const writing = Promise.all(numbers.map(number => run('sh', ['-c', script, served.at(`N/${number}.md`)])))
    for (let kill = 0; kill < 3; kill++) {
      await new Promise(resolve => setTimeout(resolve, 150))
      await served.tell({ order: 'kill-worker' })
    }
    await writing
    const whole = [1, 2, 3, 4, 5, 6].map(line => `line ${line}\n`)
    for (const number of numbers) expect(await readFile(served.at(`N/${number}.md`), 'utf8')).toBe(whole.join(''))
    const expected = numbers.flatMap(number =>
      whole.map((_, last) => `N/${number}.md ${whole.slice(0, last + 1).join('')}`),
    )
    expect((await savesOf(served)).map(({ path, text }) => `${path} ${text}`).sort()).toEqual(expected.sort())
  })

  it('makes and removes files once when a thread is killed under load', async () => {
    const served = await mount()
    const script =
      'for n in 1 2 3 4 5; do set -C; echo x > "$0.$n~" || exit 1; mv "$0.$n~" "$0~" && rm "$0~" || exit 2; done'
    const working = Promise.all(
      Array.from({ length: 20 }, (_, number) => run('sh', ['-c', script, served.at(`N/${number}.md`)])),
    )
    for (let kill = 0; kill < 3; kill++) {
      await new Promise(resolve => setTimeout(resolve, 150))
      await served.tell({ order: 'kill-worker' })
    }
    await working
    expect(await readdir(served.at('N'))).toHaveLength(40)
    expect(served.notices.join()).toMatch(/was replaced, and no request was lost/)
  })

  it('can be unmounted while a writer has a file open', async () => {
    const served = await mount()
    const file = await open(served.at('P/1.md'), 'r+')
    await file.write('unfinished')
    const ended = once(served.child, 'exit')
    await detachFolder(served.folder)
    served.child.send({ order: 'leave' })
    expect((await ended)[0]).toBe(0)
    await file.close().catch(() => {})
    expect(await mountAt(served.folder)).toBeUndefined()
  })
})
