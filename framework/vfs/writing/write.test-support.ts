import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { type Ino, rootIno } from '../../store/contract.ts'
import { openStore, type Store } from '../../store/sqlite.ts'
import type { Edits, Vfs, VfsWrite } from '../contract.ts'
import { errnoOf } from '../errno.ts'
import { createVfs } from '../vfs.ts'
import { readWhole } from '../walk.ts'

export const before = 'before\n'
export const anew = { truncate: true, append: false }
export const onTop = { truncate: false, append: false }

/** A tree in memory that may be written, with what was saved of it. */
export interface Written {
  readonly store: Store
  readonly vfs: Vfs
  readonly write: VfsWrite
  readonly folder: Ino
  readonly file: Ino
  readonly saved: string[]
  readonly edits: Edits
  put(text: string, how?: { readonly pid?: number }): Promise<void>
}

/** A folder with one document, whose saves are stored as they are. */
export async function tree(change: Partial<Edits> = {}): Promise<Written> {
  const place = await mkdtemp(join(tmpdir(), 'issuefs-write-'))
  const store = openStore(join(place, 'cache'))
  onTestFinished(async () => {
    store.close()
    await rm(place, { recursive: true, force: true })
  })
  const saved: string[] = []
  const fill = (ino: Ino, text: Uint8Array): void =>
    store.transaction(write => {
      write.nodes.change(ino, { document: write.documents.put(text), size: text.byteLength, state: 'ready' }, write.now)
      write.invalidate({ what: 'content', ino })
    })
  const edits: Edits = {
    async save(document, text) {
      if (text.byteLength === 0) throw new SourceError('invalid', 'The file is empty.')
      saved.push(Buffer.from(text).toString())
      fill(document.ino, text)
    },
    comment: async () => {},
    create: async () => {},
    attach: async () => {},
    mayCreate: () => undefined,
    mayRemove: () => undefined,
    remove: async () => ({ carryOut: async () => {}, takeBack() {} }),
    report() {},
    refresh: async () => {},
    makes: () => undefined,
    ...change,
  }
  const [folder, file] = store.transaction(write => {
    write.nodes.change(rootIno, { state: 'ready' }, 1)
    const common = { state: 'ready', mtime: 1, writable: true } as const
    const { ino } = write.nodes.insert({ ...common, parent: rootIno, name: 'P', kind: 'folder' }, 1)
    return [ino, write.nodes.insert({ ...common, parent: ino, name: '1.md', kind: 'document' }, 1).ino]
  })
  fill(file, Buffer.from(before))
  const silent = async (): Promise<void> => {}
  const demand = { name: silent, content: silent, listing: silent, bytes: async () => new Uint8Array(), noticed() {} }
  const whiles = { replacing: 60, removing: 60, cutting: 60, asking: 10_000 }
  const vfs = createVfs({ store, demand, deadline: 1000, edits, whiles })
  const write = vfs.write!
  return {
    store,
    vfs,
    write,
    folder,
    file,
    saved,
    edits,
    async put(text, how) {
      const handle = await write.open(file, anew, how)
      try {
        await write.write(handle, 0, Buffer.from(text), how)
        await write.flush(handle, how)
      } finally {
        vfs.release(handle)
      }
    },
  }
}

/** `ok`, or the name of the error. */
export const errno = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', errnoOf)
export const text = async (vfs: Vfs, ino: Ino, pid?: number): Promise<string> =>
  Buffer.from(await readWhole(vfs, ino, pid === undefined ? {} : { pid })).toString()
