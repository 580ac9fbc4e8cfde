import { describe, expect, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { offline, writable } from './edits.test-support.ts'

describe('a tracker that fails', () => {
  test('half way: what it has taken all the same is said', async () => {
    const { save, tracker, id } = await writable()
    tracker.knobs.before = operation => {
      if (operation !== 'update') return
      tracker.edit(id, { status: 'Doing' })
      throw new SourceError('denied', 'Labels may not be set.', { status: 403 })
    }
    await expect(
      save(old => old.replace('status: Open', 'status: Doing').replace('labels: [one]', 'labels: [two]')),
    ).rejects.toMatchObject({ message: 'Labels may not be set. Saved all the same: status; not saved: labels.' })
  })

  test('again and again keeps the edit in the end', async () => {
    const { save, tracker, host } = await writable()
    tracker.knobs.before = operation => {
      if (operation === 'update') throw new SourceError('unexpected', 'It fails.', { status: 500 })
    }
    await save(old => old.replace('status: Open', 'status: Doing'))
    await eventually(() => {
      host.edits!.retry()
      expect(host.edits!.list()).toMatchObject([{ state: 'kept', sentence: 'It fails.' }])
    })
  })

  test('a queued edit that conflicts later is kept, and no later save takes it away', async () => {
    const { save, tracker, id, host, text, path, now } = await writable({ write: 'queue' })
    offline(tracker, true)
    await save(old => old.replace('# A title', '# Mine'))
    await eventually(() => expect(host.edits!.list()).toMatchObject([{ attempts: 1 }]))
    tracker.edit(id, { title: 'By Bob' })
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toMatchObject([{ state: 'kept', conflict: true }]))
    expect(await text(path)).toContain('# By Bob')
    await save(old => old.replace('status: Open', 'status: Doing'))
    await eventually(() => expect(now().status).toBe('Doing'))
    expect(host.edits!.list()).toMatchObject([{ state: 'kept', conflict: true }])
    expect(await text('.issuefs/conflicts/PROJ-1.mine.md')).toContain('# Mine')
  })
})

describe('on a full disk', () => {
  const long = 'words '.repeat(20_000)
  const full = async () => {
    const made = await writable()
    return { ...made, fill: () => made.host.journal!.transaction(sql => sql.get('PRAGMA max_page_count = 1')) }
  }

  test('what can not be written down is refused, and said where programs overlook it', async () => {
    const { save, fill, now, notices } = await full()
    fill()
    await expect(save(old => old.replace('Second line.', long))).rejects.toMatchObject({ kind: 'full' })
    expect(notices).toEqual([expect.stringMatching(/^PROJ\/PROJ-1\.md: The disk .* is full, so nothing was saved\./)])
    expect(now().text).toBe('First line.\n\nSecond line.')
  })

  test('what is refused is refused for its own reason, and what was kept before stays', async () => {
    const { save, fill, host, notices } = await full()
    const astray = (text: string) => save(old => old.replace(/^revision: .*\n/m, '').replace('Second line.', text))
    await expect(astray('Mine.')).rejects.toMatchObject({ kind: 'invalid' })
    const kept = host.edits!.list()
    fill()
    await expect(astray(long)).rejects.toMatchObject({ kind: 'invalid' })
    expect(host.edits!.list()).toEqual(kept)
    expect(notices.at(-1)).toContain('is full')
  })
})

test.each(['wait', 'queue'] as const)(
  'a full disk of the cache alone does not make a save fail that is sent later (%s)',
  async write => {
    const { save, host, tracker, notices, now } = await writable({ write })
    offline(tracker, true)
    const { transaction } = host.store
    const full = vi.spyOn(host.store, 'transaction').mockImplementation(work =>
      transaction(writer => {
        const put = (): never => {
          throw new SourceError('full', 'The disk that holds the cache is full.')
        }
        return work({ ...writer, documents: { ...writer.documents, put } })
      }),
    )
    await save(old => old.replace('# A title', '# Mine'))
    expect(host.edits!.list()).toMatchObject([{ state: 'pending' }])
    expect(notices).toContain('The disk that holds the cache is full.')
    full.mockRestore()
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().title).toBe('Mine')
  },
)
