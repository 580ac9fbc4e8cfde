import { expect, test } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'

test('a name that is in no listing leads to where the issue stands, and follows it', async () => {
  const tracker = createTracker()
  const { id } = tracker.create('PROJ')
  const { host, text, refresh } = await scriptedHost(tracker, { aliases: true })
  await host.settled()
  expect(await text(`${id}.md`)).toContain('key: PROJ-1\n')
  const link = await walk(host.vfs, `${id}.md`)
  expect(await host.vfs.readlink(link.ino)).toBe('PROJ/PROJ-1.md')
  expect((await list(host.vfs, rootIno)).map(({ name }) => name)).not.toContain(`${id}.md`)
  tracker.move(id, 'OPS')
  await refresh()
  expect(await host.vfs.readlink(link.ino)).toBe('OPS/OPS-1.md')
  tracker.remove(id)
  await refresh()
  await expect(walk(host.vfs, `${id}.md`)).rejects.toMatchObject({ kind: 'not-found' })
  await expect(walk(host.vfs, '99.md')).rejects.toMatchObject({ kind: 'not-found' })
})

test('into a folder that nobody has listed yet, but not into one that the mount does not have', async () => {
  const tracker = createTracker()
  const [shown, other] = [tracker.create('PROJ'), tracker.create('OTHER')]
  tracker.projects.delete('OTHER')
  const { host, text } = await scriptedHost(tracker, { aliases: true, listing: 'folders' })
  await list(host.vfs, rootIno)
  expect(await text(`${shown.id}.md`)).toContain('key: PROJ-1\n')
  expect(tracker.count('list')).toBe(0)
  await expect(text(`${other.id}.md`)).rejects.toMatchObject({
    kind: 'not-found',
    message: expect.stringContaining('does not show'),
  })
})
