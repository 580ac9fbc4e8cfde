import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { rootIno } from './contract.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrations.ts'
import { openReader } from './reader.ts'
import { openStore, type Store, type StoreOptions } from './sqlite.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'issuefs-store-'))
  onTestFinished(() => rm(made, { recursive: true, force: true }))
  return join(made, 'cache')
}

function open(path: string, options: StoreOptions = {}): Store {
  const store = openStore(path, options)
  onTestFinished(() => store.close())
  return store
}

function fill(store: Store, from: number, count: number, bytes = 1000): void {
  store.transaction(write => {
    for (let at = from; at < from + count; at++) {
      const document = write.documents.put(Buffer.alloc(bytes, `${at} `))
      write.documents.setVersion(at, document, `r${at}`, write.epoch, write.now)
      write.nodes.insert(
        { parent: rootIno, name: `${at}.md`, kind: 'document', state: 'ready', document, size: bytes, mtime: at },
        write.now,
      )
    }
  })
}

const names = (store: Store): readonly string[] =>
  store.read.nodes.children(rootIno, 0, 1_000_000).map(({ name }) => name)

describe('migrations', () => {
  const first = 'CREATE TABLE one (value)'
  const second = 'CREATE TABLE two (value); INSERT INTO two SELECT value FROM one'

  async function database() {
    const path = join(await folder(), '..', 'm.db')
    const made = openDatabase(path, 'normal')
    onTestFinished(() => made.close())
    return { made, path }
  }

  test('bring an older version forward, each step once', async () => {
    const { made, path } = await database()
    migrate(made, [first], path)
    made.exec("INSERT INTO one VALUES ('kept')")
    migrate(made, [first, second], path)
    migrate(made, [first, second], path)
    expect(made.prepare('SELECT value FROM two').all()).toEqual([{ value: 'kept' }])
  })

  test('a step that fails leaves the version before it', async () => {
    const { made, path } = await database()
    migrate(made, [first], path)
    expect(() => migrate(made, [first, 'CREATE TABLE three (value); NONSENSE'], path)).toThrow()
    migrate(made, [first, second], path)
    expect(made.prepare("SELECT count(*) AS count FROM sqlite_master WHERE name = 'three'").get()).toEqual({ count: 0 })
  })

  test('a newer version is refused with a sentence, and kept', async () => {
    const path = await folder()
    openStore(path).close()
    const database = openDatabase(join(path, 'store.db'), 'normal')
    database.exec('PRAGMA user_version = 99')
    database.close()
    expect(() => openStore(path)).toThrow(/newer issuefs \(version 99, this one knows 2\); update issuefs/)
    expect(readdirSync(path).filter(name => name.includes('damaged'))).toEqual([])
  })
})

describe('the one writer', () => {
  test('a second one is refused with a sentence that names the process and what it does', async () => {
    const path = await folder()
    open(path, { purpose: 'mounted at ./jira' })
    expect(() => openStore(path)).toThrow(
      expect.objectContaining({
        kind: 'conflict',
        message: expect.stringContaining(`in use by process ${process.pid} (mounted at ./jira)`),
      }),
    )
  })

  test('the place is free once the first one is killed', async () => {
    const path = await folder()
    const script = `
      import { openStore } from ${JSON.stringify(new URL('./sqlite.ts', import.meta.url).href)}
      const store = openStore(${JSON.stringify(path)})
      store.transaction(write => write.nodes.insert({ parent: 1, name: 'a', kind: 'link', mtime: 0 }, 0))
      console.log('open')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(() => openStore(path)).toThrow(`process ${child.pid}`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = open(path)
    expect(names(store)).toEqual(['a'])
    expect(store.notices).toEqual([])
  })

  test('readers are always allowed', async () => {
    const path = await folder()
    const store = open(path)
    fill(store, 1, 3)
    const reader = openReader(store.path, { branch: 'main', epoch: 'latest' })
    expect(reader.nodes.child(rootIno, '2.md')?.size).toBe(1000)
    reader.close()
  })
})

describe('a damaged cache is set aside, said so, and built anew', () => {
  async function damaged(damage: (path: string) => void, unclean = true): Promise<{ store: Store; path: string }> {
    const path = await folder()
    const first = openStore(path)
    fill(first, 1, 500)
    first.close()
    damage(join(path, 'store.db'))
    if (unclean) writeFileSync(join(path, 'writer.json'), '{}')
    return { store: open(path), path }
  }

  function expectAnew({ store, path }: { store: Store; path: string }): void {
    expect(store.notices).toEqual([expect.stringMatching(/was damaged; it is kept as ".*damaged-.*\.db"/)])
    expect(readdirSync(path).some(name => /^store\.damaged-.*\.db$/.test(name))).toBe(true)
    expect(names(store)).toEqual([])
    fill(store, 1, 5)
    expect(names(store)).toHaveLength(5)
  }

  test('not a database', async () => {
    expectAnew(
      await damaged(
        path => writeFileSync(path, 'This is not a database, but a longer sentence than that.'.repeat(40)),
        false,
      ),
    )
  })

  test('truncated', async () => {
    expectAnew(await damaged(path => truncateSync(path, Math.floor(statSync(path).size / 2 / 4096) * 4096)))
  })

  test('random bytes in the middle', async () => {
    expectAnew(
      await damaged(path => {
        const bytes = readFileSync(path)
        for (let at = 8192; at < bytes.length; at += 97) bytes[at] = (bytes[at]! * 31 + at) & 0xff
        writeFileSync(path, bytes)
      }),
    )
  })

  test('damage that is met while it is open is set aside at the next start', async () => {
    const { store, path } = await damaged(file => {
      const bytes = readFileSync(file)
      bytes.fill(0x5a, Math.floor((bytes.length * 3) / 4 / 4096) * 4096)
      writeFileSync(file, bytes)
    }, false)
    expect(store.notices).toEqual([])
    expect(() => {
      for (let at = 1; at <= 500; at++) store.read.documents.version(at, `r${at}`)
    }).toThrow(/is damaged; the next start sets it aside/)
    store.close()
    expectAnew({ store: open(path), path })
  })

  test('a stale journal beside it is no damage', async () => {
    const path = await folder()
    openStore(path).close()
    appendFileSync(join(path, 'store.db-wal'), Buffer.alloc(5000, 1))
    expect(open(path).notices).toEqual([])
  })
})

test('a full disk is said, loses nothing, and is over when there is space again', async () => {
  const store = open(await folder(), { mostPages: 400 })
  let filled = 0
  expect(() => {
    for (;;) {
      fill(store, filled + 1, 50, 4000)
      filled += 50
    }
  }).toThrow(expect.objectContaining({ kind: 'full', message: expect.stringContaining('free some space') }))
  expect(filled).toBeGreaterThan(0)
  expect(names(store)).toHaveLength(filled)
  expect(store.read.documents.version(filled, `r${filled}`)).toHaveLength(4000)
  store.transaction(write => {
    for (const node of store.read.nodes.children(rootIno, 0, 100)) write.nodes.remove(node.ino)
    for (let at = 1; at <= 100; at++) write.entities.remove(at)
    write.documents.forget(Date.now())
  })
  fill(store, 10_000, 20, 4000)
  expect(names(store)).toHaveLength(filled - 100 + 20)
})

describe('transactions', () => {
  test('roll back as a whole, and tell nobody', async () => {
    const store = open(await folder())
    const told: unknown[] = []
    store.onInvalidate(all => told.push(...all))
    expect(() =>
      store.transaction(write => {
        const node = write.nodes.insert({ parent: rootIno, name: 'a', kind: 'link', mtime: 0 }, 0)
        write.invalidate({ what: 'content', ino: node.ino })
        throw new Error('no')
      }),
    ).toThrow('no')
    expect(names(store)).toEqual([])
    expect(told).toEqual([])
    fill(store, 1, 1)
    expect(names(store)).toEqual(['1.md'])
  })

  test('one inside another joins it; listeners hear once, after it', async () => {
    const store = open(await folder())
    const heard: number[] = []
    const stop = store.onInvalidate(all => heard.push(all.length))
    store.transaction(outer => {
      outer.invalidate({ what: 'content', ino: 1 })
      store.transaction(inner => {
        expect(inner.epoch).toBe(outer.epoch)
        inner.invalidate({ what: 'content', ino: 1 })
      })
      expect(heard).toEqual([])
    })
    expect(heard).toEqual([2])
    stop()
    store.transaction(write => write.invalidate({ what: 'content', ino: 1 }))
    expect(heard).toEqual([2])
  })
})

test('numbers of nodes, texts and issues are never given twice', async () => {
  const path = await folder()
  const add = (store: Store) =>
    store.transaction(write => {
      const document = write.documents.put(Buffer.from(`text ${Math.random()}`))
      const entity = write.entities.put({ mount: 1, route: 'r', id: 'x', key: {}, wanted: false }, 1).entity
      const node = write.nodes.insert({ parent: rootIno, name: 'a', kind: 'link', mtime: 0, entity }, 0).ino
      write.nodes.remove(node)
      write.entities.remove(entity)
      write.documents.forget(0)
      return [document, entity, node]
    })
  const first = openStore(path)
  const before = add(first)
  first.close()
  const after = add(open(path))
  for (const [at, number] of after.entries()) expect(number).toBeGreaterThan(before[at]!)
})

test('older versions are kept as bases of saves, then forgotten; what is in use never is', async () => {
  const store = open(await folder())
  const put = (text: string, revision: string, now: number) =>
    store.transaction(write => {
      const document = write.documents.put(Buffer.from(text))
      write.documents.setVersion(1, document, revision, write.epoch, now)
      return document
    })
  put('one', 'r1', 1000)
  const shown = put('two', 'r2', 2000)
  store.transaction(write =>
    write.nodes.insert({ parent: rootIno, name: 'a', kind: 'document', document: shown, mtime: 0 }, 0),
  )
  put('three', 'r3', 3000)
  const text = (revision: string) => {
    const bytes = store.read.documents.version(1, revision)
    return bytes && Buffer.from(bytes).toString()
  }
  expect([text('r1'), text('r2'), text('r3')]).toEqual(['one', 'two', 'three'])
  store.transaction(write => write.documents.forget(2500))
  expect([text('r1'), text('r2'), text('r3')]).toEqual([undefined, 'two', 'three'])
  store.transaction(write => write.documents.forget(9000))
  expect([text('r2'), text('r3')]).toEqual([undefined, 'three'])
  expect(store.read.documents.bytes(shown)).toBeDefined()
})

test('folders are 0700, files 0600, whatever the mask', async () => {
  const mask = process.umask(0)
  onTestFinished(() => void process.umask(mask))
  const path = await folder()
  const store = open(path)
  fill(store, 1, 1)
  expect(statSync(path).mode & 0o777).toBe(0o700)
  for (const name of readdirSync(path)) expect([name, statSync(join(path, name)).mode & 0o777]).toEqual([name, 0o600])
})
