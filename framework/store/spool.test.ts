import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openSpool } from './spool.ts'

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-spool-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A file system that holds 64 KB; `undefined` where none can be mounted. */
function smallDisk(): string | undefined {
  const folder = temporary()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  return folder
}

test('a full disk is said so, and nothing is taken for stored that is not', ({ skip }) => {
  const disk = smallDisk()
  if (!disk) return skip('no file system can be mounted here')
  const spool = openSpool(join(disk, 'spool'))
  expect(() => spool.append('a', Buffer.alloc(100_000, 1))).toThrow(
    expect.objectContaining({ kind: 'full', message: expect.stringContaining('is full') }),
  )
  expect(spool.has('a')).toBe(false)
  spool.cut('a', 0)
  spool.append('a', Buffer.alloc(1000, 2))
  expect(spool.size('a')).toBe(1000)
  spool.finish('a')
  expect(Buffer.from(spool.read('a', 0, 2000)).equals(Buffer.alloc(1000, 2))).toBe(true)
})

test('a folder that somebody has removed is made again', () => {
  const folder = join(temporary(), 'spool')
  const spool = openSpool(folder)
  rmSync(folder, { recursive: true })
  spool.append('a', Buffer.from('text'))
  spool.finish('a')
  expect(Buffer.from(spool.read('a', 0, 10)).toString()).toBe('text')
})

test('the least recently used goes when there is too much, never the one that has just come', () => {
  const spool = openSpool(join(temporary(), 'spool'), 10)
  for (const id of ['a', 'b']) {
    spool.append(id, Buffer.alloc(8))
    spool.finish(id)
  }
  expect(spool.has('a')).toBe(false)
  expect(spool.has('b')).toBe(true)
})

test('a file that is on its way is not taken away to make room for another one', () => {
  const spool = openSpool(join(temporary(), 'spool'), 10)
  const letGo = spool.hold('slow')
  spool.append('slow', Buffer.from('first, '))
  spool.append('fast', Buffer.alloc(8))
  spool.finish('fast')
  spool.append('slow', Buffer.from('last'))
  spool.finish('slow')
  letGo()
  expect(Buffer.from(spool.read('slow', 0, 100)).toString()).toBe('first, last')
  spool.append('next', Buffer.alloc(8))
  spool.finish('next')
  expect(spool.has('slow')).toBe(false)
})
