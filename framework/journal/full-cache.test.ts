import { describe, expect, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { writeFile } from '../testkit/scripted-host.ts'
import { offline, writable } from './edits.test-support.ts'

/** No text can be stored from now on, as on a full disk. Gives how to make room. */
function fill(store: Store): () => void {
  const { transaction } = store
  const put = (): never => {
    throw new SourceError('full', 'The disk is full.')
  }
  const spy = vi
    .spyOn(store, 'transaction')
    .mockImplementation(work =>
      transaction(write =>
        work(Object.create(write, { documents: { value: { ...write.documents, put } } }) as StoreWriter),
      ),
    )
  return () => spy.mockRestore()
}

describe('what the journal has is saved, though the disk of the cache is too full to show it', () => {
  test.each(['wait', 'queue'] as const)('%s', async write => {
    const { host, tracker, now, notices, text } = await writable({ write })
    await text('PROJ/PROJ-1/comment')
    offline(tracker, true)
    const makeRoom = fill(host.store)
    await writeFile(host, 'PROJ/PROJ-1/comment', 'Seen.')
    expect(host.edits!.list()).toMatchObject([{ state: 'pending' }])
    expect(notices.join()).toContain('The disk is full.')
    makeRoom()
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().comments).toHaveLength(1)
  })

  test('what an earlier process has left is sent', async () => {
    const first = await writable()
    offline(first.tracker, true)
    await writeFile(first.host, 'PROJ/PROJ-1/attachments/a.txt', 'All is well.')
    await first.save(old => old.replace('# A title', '# Mine'))
    const second = await first.reopen({ start: false })
    offline(first.tracker, false)
    fill(second.host.store)
    await second.host.start()
    await eventually(() => expect(second.host.edits!.list()).toEqual([]))
    expect(first.now()).toMatchObject({ title: 'Mine', files: [{ name: 'a.txt' }] })
  })
})
