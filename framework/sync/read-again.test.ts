import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openHost } from '../host.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { Session } from '../source/source.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { scriptedSource } from '../testkit/scripted-source.ts'
import { walk } from '../vfs/walk.ts'
import { idOf, trackerOf } from './scripted-issues.test-support.ts'

test('an issue that is read for a save, and changes while the answer is on its way, is asked for once more', async () => {
  const tracker = trackerOf(1)
  const plain = scriptedSource(tracker, { writes: true })
  let slow: Promise<void> | undefined
  const source: typeof plain = {
    ...plain,
    open(options) {
      const session = plain.open(options) as Session
      const routes = session.routes.map(route => {
        if (route.kind !== 'documents' || route.hidden) return route
        const fetch: AnyDocuments['fetch'] = async (wants, call) => {
          const answer = await route.fetch(wants, call)
          await slow
          return answer
        }
        return { ...route, fetch }
      })
      return { ...session, routes }
    },
  }
  const folder = await temporaryFolder()
  const host = openHost({
    mounts: [{ name: '', source, options: {} }],
    cacheFolder: join(folder, 'cache'),
    stateFolder: join(folder, 'state'),
    write: 'wait',
    policy: quiet,
  })
  onTestFinished(() => host.stop())
  await host.start()
  await host.settled()
  const { ino } = await walk(host.vfs, 'PROJ/PROJ-1.md')
  const { promise, resolve } = Promise.withResolvers<void>()
  slow = promise
  const touched = host.vfs.write!.setattr(ino, { mtime: 'now' }, undefined)
  await eventually(() => expect(tracker.count('fetch')).toBe(1))
  slow = undefined
  tracker.edit(idOf(tracker, 'PROJ-1'), { title: 'By Bob' })
  await host.refresh()
  await host.settled()
  resolve()
  await touched
  await host.settled()
  expect(await textOf(host, 'PROJ/PROJ-1.md')).toContain('By Bob')
})
