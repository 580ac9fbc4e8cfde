import { constants, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import { createScriptedTree } from '../../testkit/scripted-tree.ts'
import { createHotDocuments } from '../../vfs/hot-documents.ts'
import { answer } from './answer.ts'
import type { Context, Outcome } from './context.ts'
import { createLedger } from './ledger.ts'
import { leastBody, opcodes, openFlags } from './protocol.ts'
import { createReply } from './reply.ts'
import { encodeRequest, rangeBody } from './request.test-support.ts'
import type { Request } from './request.ts'

const folder = mkdtempSync(join(tmpdir(), 'issuefs-answer-'))
const tree = createScriptedTree(
  {
    deadline: 100,
    nodes: {
      'a.md': { text: 'first\n' },
      link: { link: 'a.md' },
      'unknown.md': { absent: true },
      waiting: { folder: 'absent' },
      full: { folder: 'ready', entries: 300 },
    },
  },
  folder,
)
const reader = openReader(tree.storePath, latest)
afterAll(() => {
  reader.close()
  tree.close()
  rmSync(folder, { recursive: true, force: true })
})

const ledger = createLedger()
const reply = createReply(1 << 20)
const listed: number[][] = []
const context: Context = {
  serving: { writable: false, owner: { uid: 1, gid: 2 }, mostWithAttributes: 1000, newestMinor: 45 },
  read: reader,
  hot: createHotDocuments(reader.documents),
  dialect: { minor: 45, withoutOpen: true, resends: true },
  asked: false,
  isHeld: () => false,
  isRecent: () => false,
  give(answering, ino) {
    answering.counted.push(ino)
    ledger.give(ino, 1)
  },
  forget: ledger.forget,
  noticed() {},
  beganReading() {},
  isLarge: () => false,
  listed: (_folder, inos) => void listed.push([...inos]),
}

const failures: unknown[] = []
const ask = (request: Request, how: Partial<Context> = {}): Outcome =>
  answer(request, reply, { ...context, ...how }, thrown => failures.push(thrown))
const inoOf = (name: string): number => reader.nodes.child(1, name)!.ino
const body = (): Buffer => Buffer.from(reply.bytes.subarray(16, reply.length))

test('a stored name gives an entry and one reference', () => {
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'a.md' }))).toBe('reply')
  expect(body().readUInt32LE(0)).toBe(inoOf('a.md'))
  expect(body().readBigUInt64LE(16)).toBe(3600n)
  expect(body().readBigUInt64LE(48)).toBe(6n)
  expect(ledger.count(inoOf('a.md'))).toBe(1)
  expect(
    ask(
      encodeRequest({ opcode: opcodes.FUSE_FORGET, ino: inoOf('a.md'), body: Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]) }),
    ),
  ).toBe('silence')
  expect(ledger.count(inoOf('a.md'))).toBe(0)
})

test('what desktops drop everywhere is not there, and nobody is asked', () => {
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: '.DS_Store' }))).toBe('reply')
  expect(body().readBigUInt64LE(0)).toBe(0n)
})

test.each([
  ['a name that is not stored', () => encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'other.md' })],
  ['a document whose text is not there', () => encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'unknown.md' })],
  [
    'its attributes',
    () => encodeRequest({ opcode: opcodes.FUSE_GETATTR, ino: inoOf('unknown.md'), body: Buffer.alloc(16) }),
  ],
  ['its bytes', () => encodeRequest({ opcode: opcodes.FUSE_READ, ino: inoOf('unknown.md'), body: rangeBody(0, 10) })],
  [
    'a folder that is not listed',
    () => encodeRequest({ opcode: opcodes.FUSE_READDIR, ino: inoOf('waiting'), body: rangeBody(0, 4096) }),
  ],
  ['the statistics', () => encodeRequest({ opcode: opcodes.FUSE_STATFS })],
])('%s has to be asked for', (_what, request) => {
  expect(ask(request())).toBe('ask')
})

test('a version is read, and has its size, as it was when it was looked up', () => {
  const ino = inoOf('a.md')
  ask(encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'a.md' }))
  const [low, version] = [body().readUInt32LE(0), body().readUInt32LE(4)]
  expect(low).toBe(ino)
  tree.steer({ do: 'write', path: 'a.md', text: 'second, which is longer\n' })
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_READ, ino, version, body: rangeBody(0, 4096) }))).toBe('reply')
  expect(body().toString()).toBe('first\n')
  ask(encodeRequest({ opcode: opcodes.FUSE_GETATTR, ino, version, body: Buffer.alloc(16) }))
  expect(body().readBigUInt64LE(16 + 8)).toBe(6n)
  ask(encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'a.md' }))
  const next = body().readUInt32LE(4)
  expect(next).not.toBe(version)
  ask(encodeRequest({ opcode: opcodes.FUSE_READ, ino, version: next, body: rangeBody(7, 6) }))
  expect(body().toString()).toBe(' which')
  ask(encodeRequest({ opcode: opcodes.FUSE_READ, ino, version: next, body: rangeBody(1000, 6) }))
  expect(body().length).toBe(0)
})

test('a listing goes on where it stopped, every entry once, and each with attributes is one reference', () => {
  const ino = inoOf('full')
  const names: string[] = []
  for (let cookie = 0; ; ) {
    expect(ask(encodeRequest({ opcode: opcodes.FUSE_READDIRPLUS, ino, body: rangeBody(cookie, 4096) }))).toBe('reply')
    const page = body()
    expect(page.length).toBeLessThanOrEqual(4096)
    if (page.length === 0) break
    for (let at = 0; at < page.length; ) {
      const length = page.readUInt32LE(at + 128 + 16)
      names.push(page.toString('utf8', at + 152, at + 152 + length))
      cookie = Number(page.readBigUInt64LE(at + 128 + 8))
      at += (152 + length + 7) & ~7
    }
  }
  expect(names).toHaveLength(302)
  expect(new Set(names).size).toBe(302)
  for (const node of reader.nodes.children(ino, 0, 1000)) expect(ledger.count(node.ino)).toBe(1)
  expect(listed.flat()).toHaveLength(300)
})

test('entries without attributes are no references', () => {
  ask(encodeRequest({ opcode: opcodes.FUSE_READDIRPLUS, ino: 1, body: rangeBody(0, 32768) }), { isLarge: () => true })
  expect(reply.counted).toEqual([])
})

test('a link gives its target; what is no link is refused', () => {
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_READLINK, ino: inoOf('link') }))).toBe('reply')
  expect(body().toString()).toBe('a.md')
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_READLINK, ino: inoOf('a.md') }))).toBe('EINVAL')
})

test('writing is refused, extended attributes and opening are refused for good', () => {
  for (const opcode of [opcodes.FUSE_SETATTR, opcodes.FUSE_CREATE, opcodes.FUSE_RENAME2, opcodes.FUSE_UNLINK])
    expect(ask(encodeRequest({ opcode, body: Buffer.alloc(88, 'a') }))).toBe('EROFS')
  for (const opcode of [opcodes.FUSE_GETXATTR, opcodes.FUSE_FLUSH, opcodes.FUSE_ACCESS])
    expect(ask(encodeRequest({ opcode, body: Buffer.alloc(24) }))).toBe('ENOSYS')
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_OPEN, body: Buffer.alloc(8) }))).toBe('ENOSYS')
})

test('where it may be written, writing is handed over, and what no tracker has is refused', () => {
  const writable: Partial<Context> = {
    serving: { ...context.serving, writable: true },
    dialect: { ...context.dialect, withoutOpen: false },
  }
  const { FUSE_SETATTR, FUSE_CREATE, FUSE_WRITE, FUSE_RENAME, FUSE_RENAME2, FUSE_UNLINK, FUSE_MKDIR } = opcodes
  for (const opcode of [FUSE_SETATTR, FUSE_CREATE, FUSE_WRITE, FUSE_RENAME, FUSE_RENAME2, FUSE_UNLINK, FUSE_MKDIR])
    expect(ask(encodeRequest({ opcode, body: Buffer.alloc(88, 'a') }), writable)).toBe('ask')
  for (const opcode of [opcodes.FUSE_SYMLINK, opcodes.FUSE_LINK, opcodes.FUSE_MKNOD])
    expect(ask(encodeRequest({ opcode, body: Buffer.alloc(88, 'a') }), writable)).toBe('EPERM')
  for (const opcode of [opcodes.FUSE_FALLOCATE, opcodes.FUSE_COPY_FILE_RANGE, opcodes.FUSE_SETXATTR])
    expect(ask(encodeRequest({ opcode, body: Buffer.alloc(88) }), writable)).toBe('ENOSYS')
})

test('readers open at once and keep what the kernel has; who writes, or reads what is written, is handed over', () => {
  const isHeld = (ino: number): boolean => ino === inoOf('a.md')
  const writable: Partial<Context> = {
    serving: { ...context.serving, writable: true },
    dialect: { ...context.dialect, withoutOpen: false },
  }
  const opening = (flags: number): Request => {
    const body = Buffer.alloc(8)
    body.writeUInt32LE(flags, 0)
    return encodeRequest({ opcode: opcodes.FUSE_OPEN, ino: inoOf('a.md'), version: 1, body })
  }
  expect(ask(opening(constants.O_RDONLY), writable)).toBe('reply')
  expect([body().readBigUInt64LE(0), body().readUInt32LE(8)]).toEqual([
    0n,
    openFlags.FOPEN_KEEP_CACHE | openFlags.FOPEN_NOFLUSH,
  ])
  for (const flags of [constants.O_WRONLY, constants.O_RDWR, constants.O_TRUNC])
    expect(ask(opening(flags), writable)).toBe('ask')
  expect(ask(opening(constants.O_RDONLY), { ...writable, isHeld })).toBe('ask')
  const about = { ino: inoOf('a.md'), version: 1, body: Buffer.alloc(16) }
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_GETATTR, ...about }), { ...writable, isHeld })).toBe('ask')
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_LOOKUP, name: 'a.md' }), { ...writable, isHeld })).toBe('ask')
  const closing = Buffer.alloc(24)
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_RELEASE, body: closing }), writable)).toBe('reply')
  closing.writeUInt32LE(7, 0)
  for (const opcode of [opcodes.FUSE_RELEASE, opcodes.FUSE_FLUSH, opcodes.FUSE_FSYNC])
    expect(ask(encodeRequest({ opcode, body: closing }), writable)).toBe('ask')
})

test('a request of the future is refused', () => {
  expect(ask(encodeRequest({ opcode: 4711, body: Buffer.alloc(24) }))).toBe('ENOSYS')
})

test('a request that is too short, or lies about its length, is refused', () => {
  for (const [opcode, least] of Object.entries(leastBody)) {
    const outcome = ask(encodeRequest({ opcode: Number(opcode), body: Buffer.alloc(least! - 1) }))
    expect(['EINVAL', 'silence']).toContain(outcome)
  }
  expect(ask(encodeRequest({ opcode: opcodes.FUSE_GETATTR, body: Buffer.alloc(16), length: 4000 }))).toBe('EINVAL')
})

test('whatever arrives, nothing is thrown', () => {
  const request = fc.record({
    opcode: fc.integer({ min: 0, max: 60 }),
    ino: fc.integer({ min: 0, max: 400 }),
    body: fc.uint8Array({ maxLength: 200 }),
  })
  failures.length = 0
  fc.assert(
    fc.property(request, asked => ask(encodeRequest(asked)) !== undefined),
    { numRuns: 3000 },
  )
  expect(failures).toEqual([])
})
