import { expect, test } from 'vitest'
import { eventually } from '../testkit/eventually.test-support.ts'
import { walk } from '../vfs/walk.ts'
import { writable } from './edits.test-support.ts'

test('own writes are read at once, whatever a listing that lags behind says', async () => {
  const { save, text, path, tracker, id, refresh, host } = await writable({ listing: 'folders', policy: { sweep: 0 } })
  const before = tracker.issues.get(id)!
  await save(old => old.replace('status: Open', 'status: Doing'))
  const after = tracker.issues.get(id)!
  ;(tracker.issues as Map<string, unknown>).set(id, before)
  await host.refresh('PROJ')
  expect(await text(path)).toContain('status: Doing')
  ;(tracker.issues as Map<string, unknown>).set(id, after)
  await refresh()
  expect(await text(path)).toContain('status: Doing')
})

test('queued saves are taken at once and sent in order', async () => {
  const { save, now, host, text, path } = await writable({ write: 'queue' })
  await save(old => old.replace('status: Open', 'status: Doing'))
  await save(old => `${old}\nSeen.\n`)
  await save(old => old.replace('# A title', '# New'))
  expect(await text(path)).toMatch(/status: Doing.*# New.*Seen\./s)
  await eventually(() => expect(host.edits!.list()).toEqual([]))
  expect(now()).toMatchObject({ status: 'Doing', title: 'New', comments: [{ text: 'Seen.' }] })
})

test('a store that is mounted to be written, then not, says so of its files', async () => {
  const first = await writable()
  const mode = async (host: typeof first.host, path: string): Promise<number> => (await walk(host.vfs, path)).mode
  expect(await mode(first.host, 'PROJ/PROJ-1.md')).toBe(0o644)
  const second = await first.reopen({ write: undefined as never })
  expect(await mode(second.host, 'PROJ/PROJ-1.md')).toBe(0o444)
  expect(second.host.store.read.nodes.hasWritable(1)).toBe(false)
  const third = await second.reopen({ write: 'wait' })
  expect(await mode(third.host, 'PROJ/PROJ-1.md')).toBe(0o644)
  expect(await mode(third.host, 'PROJ')).toBe(0o755)
})

test('touch asks for news, also of an issue that the tracker could say has not changed', async () => {
  const { host, tracker, id, text, path } = await writable()
  const { ino } = await walk(host.vfs, path)
  const touch = () => host.vfs.write!.setattr(ino, { mtime: 'now' }, undefined)
  await touch()
  tracker.edit(id, { title: 'By Bob' })
  await touch()
  expect(await text(path)).toContain('# By Bob')
})
