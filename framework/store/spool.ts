import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { SourceError } from '../source/error.ts'

/** Bytes of attachments, in files beside the store. The least recently used go first. */
export interface Spool {
  /** Whether all of it is there. */
  has(id: string): boolean
  /** How much of it is there, in bytes. */
  size(id: string): number
  /** Bytes that are there; fewer than asked for at the end. */
  read(id: string, offset: number, length: number): Uint8Array
  append(id: string, bytes: Uint8Array): void
  /** Forgets what is there after `size` bytes. */
  cut(id: string, size: number): void
  /** Begins to add to it: until the function that this gives is called, it is not taken away to make room. */
  hold(id: string): () => void
  /** It is whole. Makes room when the spool has grown too large. */
  finish(id: string): void
}

/** @param limit bytes; @default 2 GB */
export function openSpool(folder: string, limit = 2e9): Spool {
  const makeFolder = (): unknown => mkdirSync(folder, { recursive: true, mode: 0o700 })
  makeFolder()
  const whole = (id: string): string => join(folder, createHash('sha256').update(id).digest('hex'))
  const part = (id: string): string => `${whole(id)}.part`
  const place = (id: string): string => (existsSync(whole(id)) ? whole(id) : part(id))
  const growing = new Set<string>()

  function trim(keep: string): void {
    const files = readdirSync(folder)
      .map(name => join(folder, name))
      .flatMap(path => {
        const stat = statSync(path, { throwIfNoEntry: false })
        return stat ? [{ path, stat }] : []
      })
      .sort((one, other) => other.stat.mtimeMs - one.stat.mtimeMs)
    let total = 0
    for (const { path, stat } of files) {
      total += stat.size
      if (total > limit && path !== keep && !growing.has(path)) rmSync(path, { force: true })
    }
  }

  return {
    has: id => existsSync(whole(id)),
    size: id => statSync(place(id), { throwIfNoEntry: false })?.size ?? 0,
    read(id, offset, length) {
      const path = place(id)
      if (!existsSync(path)) return new Uint8Array()
      const now = new Date()
      if (offset === 0) utimesSync(path, now, now)
      return withFile(path, 'r', file => {
        const bytes = Buffer.alloc(length)
        return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
      })
    },
    append(id, bytes) {
      makeFolder()
      withFile(part(id), 'a', file => writeWhole(file, bytes, folder))
    },
    cut(id, size) {
      if (existsSync(part(id))) truncateSync(part(id), size)
    },
    hold(id) {
      growing.add(part(id))
      return () => void growing.delete(part(id))
    },
    finish(id) {
      if (!existsSync(part(id))) withFile(part(id), 'a', () => 0)
      renameSync(part(id), whole(id))
      trim(whole(id))
    },
  }
}

/** A disk that fills up takes a part of the bytes first. */
function writeWhole(file: number, bytes: Uint8Array, folder: string): void {
  try {
    for (let at = 0; at < bytes.byteLength; ) at += writeSync(file, bytes, at)
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException
    if (code !== 'ENOSPC' && code !== 'EDQUOT') throw thrown
    throw new SourceError('full', `The disk that holds "${folder}" is full; free some space.`, { cause: thrown })
  }
}

function withFile<T>(path: string, flags: string, work: (file: number) => T): T {
  const file = openSync(path, flags, 0o600)
  try {
    return work(file)
  } finally {
    closeSync(file)
  }
}
