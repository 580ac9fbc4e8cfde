import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { SourceError } from '../../source/error.ts'
import { type Ino, rootIno } from '../../store/contract.ts'
import { openStore, type Store } from '../../store/sqlite.ts'
import type { Edits, Vfs, VfsWrite } from '../contract.ts'
import { errnoOf } from '../errno.ts'
import { createVfs } from '../vfs.ts'
import { list, readWhole } from '../walk.ts'
import { createContent } from './content.ts'
import { isScratchName } from './scratch-name.ts'

const before = 'before\n'
const anew = { truncate: true, append: false }
const onTop = { truncate: false, append: false }

interface Written {
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
async function tree(change: Partial<Edits> = {}): Promise<Written> {
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
      saved.push(Buffer.from(text).toString())
      fill(document.ino, text)
    },
    comment: async () => {},
    create: async () => {},
    attach: async () => {},
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
  const vfs = createVfs({ store, demand, deadline: 1000, edits, whiles: { replacing: 60, removing: 60, cutting: 60 } })
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

const errno = (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', errnoOf)
const text = async (vfs: Vfs, ino: Ino, pid?: number): Promise<string> =>
  Buffer.from(await readWhole(vfs, ino, pid === undefined ? {} : { pid })).toString()

test('what is held is said before it can be seen, and again when it is over', async () => {
  const { vfs, write, file, folder } = await tree()
  const told: [Ino, boolean][] = []
  write.onHeld((ino, held) => told.push([ino, held]))
  const handle = await write.open(file, onTop)
  expect(write.isHeld(file)).toBe(false)
  await write.write(handle, 0, Buffer.from('B'))
  expect(write.isHeld(file)).toBe(true)
  await write.flush(handle)
  expect(write.isHeld(file)).toBe(false)
  vfs.release(handle)
  await write.unlink(folder, '1.md', { pid: process.pid })
  expect(write.isHeld(folder)).toBe(true)
  expect(told).toEqual([
    [file, true],
    [file, false],
    [folder, true],
  ])
})

test('who writes sees it, others see what was saved', async () => {
  const { vfs, write, file } = await tree()
  const early = await vfs.open(file, { pid: 2 })
  const handle = await write.open(file, anew, { pid: 1 })
  await write.write(handle, 0, Buffer.from('longer than before\n'), { pid: 1 })
  expect(await text(vfs, file, 1)).toBe('longer than before\n')
  expect((await vfs.getattr(file, { pid: 1 })).size).toBe(19)
  expect(await text(vfs, file, 2)).toBe(before)
  expect((await vfs.getattr(file, { pid: 2 })).size).toBe(before.length)
  await write.flush(handle, { pid: 1 })
  expect(await text(vfs, file, 2)).toBe('longer than before\n')
  expect(Buffer.from(await vfs.read(early, 0, 100)).toString()).toBe(before)
})

test('a refused save is not sent twice, gives its reason each time, and its text goes with the handle', async () => {
  const save = vi.fn(async () => {
    throw new SourceError('conflict', 'Somebody else was there.')
  })
  const { vfs, write, file } = await tree({ save })
  const handle = await write.open(file, anew)
  await write.write(handle, 0, Buffer.from('mine\n'))
  expect(await errno(write.fsync(handle))).toBe('EBUSY')
  expect(await errno(write.flush(handle))).toBe('EBUSY')
  expect(save).toHaveBeenCalledOnce()
  await write.write(handle, 0, Buffer.from('MINE'))
  expect(await errno(write.flush(handle))).toBe('EBUSY')
  expect(save).toHaveBeenCalledTimes(2)
  vfs.release(handle)
  await write.settle()
  expect(write.isHeld(file)).toBe(false)
  expect(await text(vfs, file)).toBe(before)
})

test('what goes on after a save is told from what was saved', async () => {
  const save = vi.fn(async () => {})
  const { write, file } = await tree({ save })
  const handle = await write.open(file, { truncate: false, append: true })
  for (const line of ['one\n', 'two\n']) {
    await write.write(handle, 0, Buffer.from(line))
    await write.fsync(handle)
  }
  const told = (save.mock.calls as unknown as [unknown, Uint8Array, { opened: Uint8Array }][]).map(
    ([, now, { opened }]) => [Buffer.from(opened).toString(), Buffer.from(now).toString()],
  )
  expect(told).toEqual([
    [before, `${before}one\n`],
    [`${before}one\n`, `${before}one\ntwo\n`],
  ])
})

test('what was written and met no commit point is sent when the file is closed; what was only emptied never', async () => {
  const { vfs, write, file, saved } = await tree()
  const mapped = await write.open(file, onTop)
  await write.write(mapped, 0, Buffer.from('B'))
  vfs.release(mapped)
  await write.settle()
  expect(saved).toEqual(['Before\n'])
  const emptied = await write.open(file, anew)
  await write.flush(emptied)
  await write.setattr(file, { size: 0 }, emptied)
  vfs.release(emptied)
  await write.settle()
  expect(saved).toHaveLength(1)
  await vi.waitFor(() => expect(write.isHeld(file)).toBe(false))
  expect((await vfs.getattr(file)).size).toBe(7)
})

test('closing a file that the program which opened it still has open commits nothing', async () => {
  const { vfs, write, store, file, saved } = await tree()
  const place = await mkdtemp(join(tmpdir(), 'issuefs-fd-'))
  onTestFinished(() => rm(place, { recursive: true, force: true }))
  const name = basename(store.read.nodes.node(file)!.name)
  const holder: ChildProcess = spawn('sh', ['-c', `exec 3> "${join(place, name)}"; echo open; exec cat`])
  onTestFinished(() => void holder.kill())
  await once(holder.stdout!, 'data')
  const pid = holder.pid!
  const handle = await write.open(file, anew, { pid })
  await write.write(handle, 0, Buffer.from('half, '), { pid: 1 })
  await write.flush(handle, { pid: 1 })
  expect(saved).toEqual([])
  await write.write(handle, 6, Buffer.from('whole\n'), { pid: 1 })
  await write.flush(handle, { pid })
  expect(saved).toEqual([])
  holder.stdin!.end()
  await once(holder, 'exit')
  await write.flush(handle, { pid: 1 })
  expect(saved).toEqual(['half, whole\n'])
  vfs.release(handle)
})

test('a removed document comes back when its deletion is refused, which is said', async () => {
  const carryOut = vi.fn(async () => {
    throw new SourceError('denied', 'No.')
  })
  const said: unknown[] = []
  const remove = async () => ({ carryOut, takeBack() {} })
  const { vfs, write, folder } = await tree({
    remove,
    report: (name, thrown) => said.push([name, (thrown as Error).message]),
  })
  await write.unlink(folder, '1.md', { pid: process.pid })
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ENOENT')
  expect(await list(vfs, folder)).toEqual([])
  await write.settle()
  expect(carryOut).toHaveBeenCalledOnce()
  expect(said).toEqual([['1.md', 'No.']])
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
})

test.each(['created', 'moved there', 'refused'])('one that is made anew is not removed: %s', async how => {
  const steps: string[] = []
  const { write, folder } = await tree({
    remove: async () => ({
      carryOut: async () => void steps.push('removed'),
      takeBack: () => steps.push('taken back'),
    }),
    async save() {
      steps.push('saved')
      if (how === 'refused') throw new SourceError('conflict', 'No.')
    },
  })
  const way = { truncate: true, append: false, exclusive: false }
  const made = how === 'created' ? undefined : await write.create(folder, 'x.tmp', way)
  if (made) await write.write(made.handle, 0, Buffer.from('moved'))
  await write.unlink(folder, '1.md', { pid: process.pid })
  if (!made) {
    const { handle } = await write.create(folder, '1.md', way)
    await write.write(handle, 0, Buffer.from('anew'))
    await write.flush(handle)
  } else
    await write
      .rename({ parent: folder, name: 'x.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
      .catch(() => {})
  await write.settle()
  expect(steps).toEqual(['taken back', 'saved'])
})

test('what can not be written down is not removed', async () => {
  const { vfs, write, folder } = await tree({
    remove: async () => {
      throw new SourceError('full', 'The disk is full.')
    },
  })
  await expect(write.unlink(folder, '1.md', { pid: process.pid })).rejects.toThrow('full')
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ok')
})

test('one that was renamed to its backup and not made anew comes back by itself', async () => {
  const { vfs, write, folder, file } = await tree()
  await write.rename({ parent: folder, name: '1.md' }, { parent: folder, name: '1.md~' }, { noReplace: false })
  expect(await errno(vfs.lookup(folder, '1.md'))).toBe('ENOENT')
  await vi.waitFor(async () => expect((await vfs.lookup(folder, '1.md')).ino).toBe(file))
  expect(await text(vfs, (await vfs.lookup(folder, '1.md~')).ino)).toBe(before)
})

test('a file that was renamed over a document answers as the document does', async () => {
  const { vfs, write, folder, file, saved } = await tree()
  const made = await write.create(folder, '1.md.tmp', { ...anew, exclusive: true })
  await write.write(made.handle, 0, Buffer.from('renamed\n'))
  await write.flush(made.handle)
  await write.rename({ parent: folder, name: '1.md.tmp' }, { parent: folder, name: '1.md' }, { noReplace: false })
  expect(saved).toEqual(['renamed\n'])
  expect((await vfs.lookup(folder, '1.md')).ino).toBe(file)
  expect(write.isHeld(made.attributes.ino)).toBe(true)
  expect((await vfs.getattr(made.attributes.ino)).ino).toBe(file)
  await write.write(made.handle, 8, Buffer.from('and on\n'))
  await write.flush(made.handle)
  expect(saved).toEqual(['renamed\n', 'renamed\nand on\n'])
})

test('a queued new issue shows its text under the name that was written', async () => {
  const { vfs, write, folder } = await tree({ makes: () => 'issues' })
  const { handle } = await write.create(folder, 'new.md', { ...anew, exclusive: true })
  await write.write(handle, 0, Buffer.from('new\n'))
  await write.flush(handle)
  vfs.release(handle)
  await write.settle()
  expect(await text(vfs, (await vfs.lookup(folder, 'new.md')).ino)).toBe('new\n')
})

test('names that differ in case only are refused', async () => {
  const { vfs, write, folder } = await tree()
  expect(await errno(write.create(folder, '1.MD', { ...anew, exclusive: true }))).toBe('EEXIST')
  expect(await errno(vfs.lookup(folder, '1.MD'))).toBe('ENOENT')
})

test('a text may have so many bytes and no more; what lies between is zero', () => {
  const content = createContent(Buffer.from('abc'), 16)
  content.write(5, Buffer.from('x'))
  expect([...content.bytes()]).toEqual([97, 98, 99, 0, 0, 120])
  content.resize(2)
  content.resize(4)
  expect([...content.bytes()]).toEqual([97, 98, 0, 0])
  expect(() => content.write(16, Buffer.from('y'))).toThrow(expect.objectContaining({ errno: 'EFBIG' }))
  expect(() => content.resize(17)).toThrow(expect.objectContaining({ errno: 'EFBIG' }))
  expect(content.size).toBe(4)
})

test.each([
  ['.PROJ-1.md.swp', true],
  ['4913', true],
  ['5036', true],
  ['PROJ-1.md~', true],
  ['PROJ-1.md.tmp.812.1700000000', true],
  ['tmpab12cd34.md', true],
  ['PROJ-1.tmp.md', true],
  ['sedAbC123', true],
  ['#PROJ-1.md#', true],
  ['PROJ-1.md', false],
  ['a new bug.md', false],
  ['tmp.md', false],
  ['sedan.txt', false],
  ['4914', false],
  ['backup.bak', false],
  ['package.lock', false],
])("%s is an editor's: %s", (name, own) => {
  expect(isScratchName(name)).toBe(own)
})
