import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { abortConnection } from './dev-fuse/abort-connection.ts'
import { type Served, serve } from './dev-fuse/served.test-support.ts'
import { unavailable } from './dev-fuse/unavailable.ts'
import { prepareMountPoint } from './mount-point.ts'
import { mountAt, readMountTable } from './mount-table.ts'
import { cleanStale, isOurs, stalenessOf, unmountAnyway } from './stale-mount.ts'
import { isRoot } from './unmount.ts'

const reason =
  (await unavailable()) ?? ((await mayAbort()) ? undefined : 'Without fusectl only root may abort a connection.')

describe.skipIf(reason !== undefined)('a mount whose process was killed and can not end', () => {
  let folder: string
  let child: ChildProcess
  let reader: ChildProcess
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'issuefs-stuck-')))
    const program = fileURLToPath(new URL('./dev-fuse/stuck-child.test-support.ts', import.meta.url))
    child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout!, 'data')
    reader = spawn('cat', [join(folder, 'any')], { stdio: 'ignore' })
    await once(child.stdout!, 'data')
    await eventually(async () => expect(await stateOf(child.pid!)).toBe('D'))
  })
  afterEach(async () => {
    await abortConnection(folder)
    child.kill('SIGKILL')
    await unmountAnyway(folder)
    await rm(folder, { recursive: true, force: true })
  })

  it('is aborted, and taken away', async () => {
    expect(await stalenessOf(folder)).toBeUndefined()
    const ended = Promise.all([once(child, 'exit'), once(reader, 'exit')])
    child.kill('SIGKILL')
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(await stateOf(child.pid!)).toBe('D')
    const notices: string[] = []
    const point = await prepareMountPoint(folder, { notice: sentence => notices.push(sentence) })
    expect(notices.join()).toMatch(/killed while it waited for itself; its mount was aborted/)
    const [[, signal], [readerCode]] = await ended
    expect([signal, readerCode]).toEqual(['SIGKILL', 1])
    expect(await mountAt(folder)).toBeUndefined()
    expect(await readdir(point.folder)).toEqual([])
  })
})

describe.skipIf(reason !== undefined)('a mount that does not answer for now', () => {
  let served: Served
  afterEach(async () => {
    served.child.kill('SIGCONT')
    await served.leave()
  })

  it('is left alone', async () => {
    served = await serve({ deadline: 5000, nodes: { 'A/1.md': { text: 'one\n' } } })
    served.child.kill('SIGSTOP')
    expect(await cleanStale(served.folder)).toBeUndefined()
    await expect(prepareMountPoint(served.folder, { notice() {} })).rejects.toThrow(/is mounted at .* already/)
    await expect(prepareMountPoint(join(served.folder, 'A'), { notice() {} })).rejects.toThrow(/is inside the mount/)
    expect(await isOurs(served.folder)).toBe(true)
    served.child.kill('SIGCONT')
    expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n')
  })
})

/** Root mounts fusectl where it is not. */
async function mayAbort(): Promise<boolean> {
  return isRoot() || (await readMountTable()).some(({ type }) => type === 'fusectl')
}

/** The letter of proc_pid_status(5). */
async function stateOf(pid: number): Promise<string | undefined> {
  return /^State:\s*(\w)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]
}
