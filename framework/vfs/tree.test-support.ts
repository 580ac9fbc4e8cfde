import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Ino, rootIno } from '../store/contract.ts'
import type { NewNode } from '../store/nodes.ts'
import { openStore, type Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import type { Vfs } from './contract.ts'
import { errnoOf } from './errno.ts'
import { createVfs } from './vfs.ts'

const silent: Demand = {
  name: async () => {},
  content: async () => {},
  listing: async () => {},
  bytes: async () => new Uint8Array(),
  noticed() {},
}

interface Tree {
  readonly store: Store
  readonly vfs: Vfs
  add(node: Partial<NewNode> & Pick<NewNode, 'name'>, text?: string): Ino
  /** Gives a document another text. */
  put(ino: Ino, text: string): void
}

export async function tree(demand: Partial<Demand> = {}, deadline = 100): Promise<Tree> {
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-vfs-'))
  const store = openStore(join(folder, 'cache'))
  onTestFinished(async () => {
    store.close()
    await rm(folder, { recursive: true, force: true })
  })
  store.transaction(write => write.nodes.change(rootIno, { state: 'ready' }, 0))
  const vfs = createVfs({ store, demand: { ...silent, ...demand }, deadline })
  const put = (ino: Ino, text: string): void =>
    store.transaction(write => {
      const document = write.documents.put(Buffer.from(text))
      write.nodes.change(ino, { document, size: Buffer.byteLength(text), state: 'ready' }, 5)
    })
  return {
    store,
    vfs,
    put,
    add(node, text) {
      const kind = node.kind ?? 'document'
      const made = { parent: rootIno, kind, mtime: 1, state: kind === 'folder' ? 'ready' : 'absent', ...node } as const
      const { ino } = store.transaction(write => write.nodes.insert(made, 1))
      if (text !== undefined) put(ino, text)
      return ino
    },
  }
}

export const errno = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', errnoOf)
export const never = <T>(): Promise<T> => new Promise(() => {})
