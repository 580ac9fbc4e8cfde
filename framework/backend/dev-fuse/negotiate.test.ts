import { expect, test } from 'vitest'
import { negotiate } from './negotiate.ts'
import { initFlags, initFlags2, opcodes } from './protocol.ts'
import { createReply } from './reply.ts'
import { encodeRequest } from './request.test-support.ts'

const everything = Object.values(initFlags).reduce((all, flag) => all | flag, 0)

function speak(
  major: number,
  minor: number,
  options: { flags?: number; flags2?: number; writable?: boolean; newestMinor?: number } = {},
) {
  const body = Buffer.alloc(64)
  body.writeUInt32LE(major, 0)
  body.writeUInt32LE(minor, 4)
  body.writeUInt32LE(131072, 8)
  body.writeUInt32LE((options.flags ?? everything) >>> 0, 12)
  body.writeUInt32LE((options.flags2 ?? initFlags2.FUSE_HAS_RESEND) >>> 0, 16)
  const reply = createReply(4096)
  const negotiated = negotiate(
    encodeRequest({ opcode: opcodes.FUSE_INIT, body: minor < 36 ? body.subarray(0, 16) : body }),
    reply,
    { writable: options.writable ?? false, newestMinor: options.newestMinor ?? 45 },
  )
  return { negotiated, reply }
}

test.each([19, 20, 21, 22, 23, 27, 31, 36, 40, 45])('version 7.%i is spoken as it is', minor => {
  const { negotiated, reply } = speak(7, minor)
  expect(negotiated).toMatchObject({ minor, withoutOpen: minor >= 23, resends: minor >= 40 })
  expect(reply.length).toBe(16 + (minor < 23 ? 24 : 64))
  expect([reply.words[4], reply.words[5]]).toEqual([7, minor])
})

test('of a newer minor version only what is known is spoken', () => {
  expect(speak(7, 99).negotiated).toMatchObject({ minor: 45 })
})

test('no newer minor version is spoken than is wanted, and nothing of a newer one', () => {
  expect(speak(7, 45, { newestMinor: 39 }).negotiated).toMatchObject({ minor: 39, resends: false })
  expect(speak(7, 31, { newestMinor: 39 }).negotiated).toMatchObject({ minor: 31 })
})

test('a newer major version is told ours', () => {
  const { negotiated, reply } = speak(8, 1)
  expect(negotiated).toBe('again')
  expect(reply.words[4]).toBe(7)
})

test.each([
  [7, 18],
  [6, 45],
])('version %i.%i is too old', (major, minor) => {
  expect(speak(major, minor).negotiated).toBe('too-old')
})

test('nothing is asked of the kernel that it does not offer, and never that it chooses about READDIRPLUS', () => {
  const { negotiated, reply } = speak(7, 45, { flags: initFlags.FUSE_ASYNC_READ })
  expect(reply.words[7]).toBe(initFlags.FUSE_ASYNC_READ)
  expect(negotiated).toEqual({ minor: 45, withoutOpen: false, resends: false })
  expect(speak(7, 45).reply.words[7]! & initFlags.FUSE_READDIRPLUS_AUTO).toBe(0)
})

test('a writable mount opens its files', () => {
  expect(speak(7, 45, { writable: true }).negotiated).toMatchObject({ withoutOpen: false })
})
