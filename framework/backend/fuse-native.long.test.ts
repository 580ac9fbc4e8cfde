import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { mountForReal, type RealMount } from '../testkit/real-mount.ts'
import { testBackend } from '../testkit/test-backend.ts'
import type { TreePlan } from '../testkit/tree-plan.ts'
import { fuseNative } from './fuse-native.ts'
import { mountAt } from './mount-table.ts'
import { cleanStale, isOurs, stalenessOf } from './stale-mount.ts'
import { detachFolder, fusermount, isRoot } from './unmount.ts'

const reason = await fuseNative.unavailable()

if (reason) describe('fuse-native', () => it('runs the kit', context => context.skip(reason)))
else {
  testBackend({
    name: 'fuse-native',
    skip: [
      {
        reason: 'With libfuse 2 the kernel looks up the names of one folder one after the other.',
        cases: ['a slow document blocks nobody in its own folder'],
      },
      {
        reason:
          'This package does not say which process asks: neither whose text it is, nor who removes or closes a file.',
        cases: [
          'a program sees what it has written before it is saved',
          'emptying and closing is refused',
          'others who read in the middle of a save commit nothing, and see no half of a text',
          'one save, whole: cp "$d/text" "$d/moving" && mv "$d/moving" "$f"',
          'one save, whole: { cat "$d/text"; cat "$d/text"; } > "$f"',
          'one save, whole: exec 3> "$f"; echo one >&3; cat "$d/text" >&3; echo two >&3',
          'one save, whole: cd "$(dirname "$f")" && git apply "$d/patch"',
        ],
      },
    ],
    attach: plan => mountForReal('fuse-native', plan),
  })
  describe('a mount of fuse-native', testMounts)
}

function testMounts(): void {
  const plan: TreePlan = {
    deadline: 5000,
    nodes: { 'A/1.md': { text: 'one\n' }, 'A/never.md': { absent: true } },
    answers: { 'A/never.md': { says: 'nothing-ever' } },
  }
  let place: string
  let folder: string
  const mounts: RealMount[] = []

  async function mount(at: string): Promise<RealMount> {
    const mounted = await mountForReal('fuse-native', plan, at)
    mounts.push(mounted)
    return mounted
  }

  beforeEach(async () => {
    place = await realpath(await mkdtemp(join(tmpdir(), 'issuefs-mount-')))
    folder = join(place, 'tree')
  })
  afterEach(async () => {
    for (const mounted of mounts.splice(0)) await mounted.detach()
    await detachFolder(folder)
    await rm(place, { recursive: true, force: true })
  })

  it('is named in the mount table, and private, read-only and harmless', async context => {
    context.skip(process.platform !== 'linux', 'Looks at the mount table of Linux.')
    await mount(folder)
    const entry = await mountAt(folder)
    expect(entry).toMatchObject({ type: 'fuse.issuefs', source: 'issuefs' })
    expect(entry!.options).toEqual(expect.arrayContaining(['ro', 'nosuid', 'nodev', 'default_permissions']))
    expect(entry!.options).not.toContain('allow_other')
  })

  it('is mounted by fusermount3 for an ordinary user', async context => {
    context.skip(!(await fusermount()), 'fusermount3 is not installed.')
    context.skip(isRoot(), 'These tests are run by root, who needs no fusermount3.')
    await mount(folder)
    expect((await mountAt(folder))!.options).toContain(`user_id=${process.getuid!()}`)
  })

  it('refuses a folder that shows a tree already, and one inside of it', async () => {
    await mount(folder)
    await expect(mount(folder)).rejects.toThrow(
      `issuefs is mounted at "${folder}" already; "issuefs unmount ${folder}" takes it away.`,
    )
    await expect(mount(join(folder, 'A'))).rejects.toThrow(
      `"${join(folder, 'A')}" is inside the mount of issuefs at "${folder}"; choose a folder outside of it.`,
    )
    expect(await readFile(join(folder, 'A/1.md'), 'utf8')).toBe('one\n')
  })

  it('leaves a dead mount when it is killed, which cleanStale takes away', async () => {
    await mkdir(folder)
    const { child, ended } = await mount(folder)
    expect(await cleanStale(folder)).toBeUndefined()
    child.kill('SIGKILL')
    await ended
    await expect(readdir(folder)).rejects.toMatchObject({ code: 'ENOTCONN' })
    expect([await isOurs(folder), await stalenessOf(folder)]).toEqual([true, 'dead'])
    expect(await cleanStale(folder)).toBe('dead')
    expect(await isOurs(folder)).toBe(false)
    expect(await readdir(folder)).toEqual([])
  })

  it('takes the place of a dead one, and says so', async () => {
    const first = await mount(folder)
    first.child.kill('SIGKILL')
    await first.ended
    const second = await mount(folder)
    expect(second.notices).toEqual([
      `A mount that an earlier issuefs left at "${folder}" when it was killed has been taken away.`,
    ])
    expect(await readFile(join(folder, 'A/1.md'), 'utf8')).toBe('one\n')
  })

  it('frees a program that waits when its process is killed', async () => {
    const { child } = await mount(folder)
    const waiting = expect(readFile(join(folder, 'A/never.md'))).rejects.toMatchObject({
      code: expect.stringMatching(/^(ENOTCONN|ECONNABORTED|EIO)$/),
    })
    setTimeout(() => child.kill('SIGKILL'), 100)
    await waiting
  })

  it.each(['SIGINT', 'SIGTERM'] as const)('ends with %s, and removes the folder it made', async signal => {
    const { child, ended } = await mount(folder)
    child.kill(signal)
    await ended
    expect(await mountAt(folder)).toBeUndefined()
    expect(existsSync(folder)).toBe(false)
  })

  it('ends although a program has a file open', async () => {
    const { child, ended } = await mount(folder)
    const file = await open(join(folder, 'A/1.md'))
    try {
      child.kill('SIGINT')
      await ended
      expect(await mountAt(folder)).toBeUndefined()
    } finally {
      await file.close().catch(() => {})
    }
  })

  it('notices that somebody else has unmounted it', async () => {
    const { ended } = await mount(folder)
    await detachFolder(folder)
    await ended
    expect(existsSync(folder)).toBe(false)
  })

  it('is taken away when its process exits without a word', async () => {
    const { child, ended } = await mount(folder)
    child.send({ exit: true })
    await ended
    await eventually(async () => expect(await mountAt(folder)).toBeUndefined())
  })

  it('is taken away when the process that wanted it is killed', async () => {
    const script = `
      import { mountForReal } from ${JSON.stringify(new URL('../testkit/real-mount.ts', import.meta.url).href)}
      await mountForReal('fuse-native', ${JSON.stringify(plan)}, ${JSON.stringify(folder)})
      console.log('mounted')`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, TMPDIR: place },
    })
    await once(parent.stdout, 'data')
    expect(await isOurs(folder)).toBe(true)
    parent.kill('SIGKILL')
    await eventually(async () => expect(await mountAt(folder)).toBeUndefined())
  })
}
