import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isOrphaned } from './orphaned.ts'

let proc: string
beforeEach(async () => {
  proc = await mkdtemp(join(tmpdir(), 'issuefs-proc-'))
})
afterEach(() => rm(proc, { recursive: true }))

/** A thread as proc(5) shows it, with one descriptor. */
async function thread(
  pid: number,
  tid: number,
  options: { opened?: string; connection?: string; status?: string } = {},
): Promise<void> {
  const at = join(proc, String(pid), 'task', String(tid))
  await mkdir(join(at, 'fd'), { recursive: true })
  await mkdir(join(at, 'fdinfo'))
  await symlink(options.opened ?? '/dev/fuse', join(at, 'fd', '20'))
  const connection = options.connection === undefined ? '' : `fuse_connection:\t${options.connection}\n`
  await writeFile(join(at, 'fdinfo', '20'), `pos:\t0\nflags:\t02100002\n${connection}`)
  await writeFile(join(at, 'status'), options.status ?? alive)
}

const alive = 'Name:\tnode\nState:\tS (sleeping)\nSigPnd:\t0000000000000000\nShdPnd:\t0000000000000000\n'
const killed = 'Name:\tnode\nState:\tD (disk sleep)\nSigPnd:\t0000000000000100\nShdPnd:\t0000000000000000\n'

test('a thread of a killed process holds the connection', async () => {
  await thread(10, 11, { connection: '40', status: killed })
  await thread(12, 12, { connection: '41' })
  await thread(13, 13, { opened: '/dev/null' })
  expect(await isOrphaned('40', proc)).toBe(true)
  expect(await isOrphaned('41', proc)).toBe(false)
})

test('a process that was killed by another signal, or by none, is alive', async () => {
  await thread(10, 11, { connection: '40', status: killed.replace('0100', '4000') })
  expect(await isOrphaned('40', proc)).toBe(false)
})

test('a connection that somebody alive serves too is not orphaned', async () => {
  await thread(10, 11, { connection: '40', status: killed })
  await thread(12, 12, { connection: '40' })
  expect(await isOrphaned('40', proc)).toBe(false)
})

test('where the kernel does not tell whose a device is, everybody who has one open counts', async () => {
  await thread(10, 11, { status: killed })
  expect(await isOrphaned('40', proc)).toBe(true)
  await thread(12, 12)
  expect(await isOrphaned('40', proc)).toBe(false)
})

test('nobody to be seen is not known to be dead', async () => {
  expect(await isOrphaned('40', proc)).toBe(false)
})
