import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createAnswered } from './answered.ts'
import { opcodes } from './protocol.ts'
import { begin, complete, createReply } from './reply.ts'
import { encodeRequest } from './request.test-support.ts'
import { isResent, uniqueOf } from './request.ts'

const folder = mkdtempSync(join(tmpdir(), 'issuefs-answered-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const resent = (1n << 63n) | 8n
const asked = (opcode: number, unique: bigint) => encodeRequest({ opcode, unique, body: Buffer.alloc(40) })

test('what was written is not written again: the same answer goes to the number of the second request', () => {
  const device = openSync(join(folder, 'device'), 'w+')
  const answered = createAnswered()
  const reply = createReply(64)
  const undone: number[] = []
  const request = asked(opcodes.FUSE_WRITE, 8n)
  begin(reply, 8)
  complete(reply, request, 0)
  answered.keep(uniqueOf(request), request, reply, () => undone.push(8))

  const again = asked(opcodes.FUSE_WRITE, resent)
  expect([uniqueOf(again), isResent(again), isResent(request)]).toEqual([8n, true, false])
  expect(answered.repeat(uniqueOf(again), again, device)).toBe(true)
  expect(answered.repeat(uniqueOf(again), again, device)).toBe(false)
  closeSync(device)
  const sent = readFileSync(join(folder, 'device'))
  expect([sent.length, sent.readBigUInt64LE(8)]).toEqual([24, resent])
  expect(undone).toEqual([])
})

test('what is only read is asked anew; what is never asked again is undone in the end', () => {
  const answered = createAnswered()
  const reply = createReply(64)
  const undone: bigint[] = []
  const keep = (opcode: number, unique: bigint): void =>
    answered.keep(unique, asked(opcode, unique), reply, () => undone.push(unique))
  keep(opcodes.FUSE_READ, 2n)
  expect(undone).toEqual([2n])
  for (let unique = 4n; unique < 4n + 65n; unique++) keep(opcodes.FUSE_OPEN, unique)
  expect(undone).toEqual([2n, 4n])
})
