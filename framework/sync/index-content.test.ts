import { expect, test } from 'vitest'
import { rootIno } from '../store/contract.ts'
import { scriptedHost } from '../testkit/scripted-host.ts'
import { createTracker } from '../testkit/tracker.ts'

test('an issue that was listed by a route which the plugin no longer has does not stop the index, nor the mount', async () => {
  const tracker = createTracker()
  tracker.create('PROJ', { title: 'Title 1' })
  const { host, text } = await scriptedHost(tracker)
  await host.settled()
  const { store } = host
  const folder = store.read.nodes.child(rootIno, 'PROJ')!
  store.transaction(write => {
    const { mount } = store.read.mounts.mounts()[0]!
    const key = { project: 'PROJ', number: 7 }
    const { entity } = write.entities.put(
      { mount, route: '{project}/pulls/{number}.md', id: '7', key, wanted: true },
      1,
    )
    write.nodes.insert({ parent: folder.ino, name: '7.md', kind: 'document', mtime: 1, entity, mount }, 1)
    const index = store.read.nodes.child(folder.ino, 'index.md')!
    write.nodes.change(index.ino, { state: 'stale', document: undefined }, 1)
  })
  const index = await text('PROJ/index.md')
  expect(index).toContain('[PROJ-1]')
  expect(index).toContain('1 issue could not be read: `7`')
})
