import { describe, expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import type { Statements } from '../store/database.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { textOf, writeFile } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { offline, writable } from './edits.test-support.ts'

describe('new issues', () => {
  test('are made of a new file, whose name leads to the real one until unmounting', async () => {
    const first = await writable()
    const { host, tracker, text } = first
    await writeFile(host, 'PROJ/new-bug.md', '---\nstatus: Doing\nlabels: [x]\n---\n\n# It breaks\n\nOften.\n')
    const made = [...tracker.issues.values()].at(-1)!
    expect(made).toMatchObject({ key: 'PROJ-2', title: 'It breaks', text: 'Often.', status: 'Doing', labels: ['x'] })
    expect(await text('PROJ/PROJ-2.md')).toContain('# It breaks')
    expect(await text('PROJ/new-bug.md')).toContain('key: PROJ-2')
    expect(tracker.count('create')).toBe(1)
    expect(host.edits!.list()).toMatchObject([
      { what: 'create', state: 'sent', path: 'PROJ/new-bug.md', createdPath: 'PROJ/PROJ-2.md' },
    ])
    const second = await first.reopen()
    await second.host.settled()
    await expect(walk(second.host.vfs, 'PROJ/new-bug.md')).rejects.toThrow()
    expect(await second.text('PROJ/PROJ-2.md')).toContain('# It breaks')
  })

  test('whose answer is lost are looked for', async () => {
    const { host, tracker } = await writable()
    tracker.knobs.lost.add('create')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toMatchObject([{ state: 'sent' }]))
    expect(tracker.issues.size).toBe(2)
  })

  test('whose answer is lost are kept where the tracker can not be asked for them', async () => {
    const { host, tracker } = await writable({ finds: false })
    tracker.knobs.lost.add('create')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    tracker.knobs.lost.clear()
    host.edits!.retry()
    await eventually(() =>
      expect(host.edits!.list()).toMatchObject([
        { state: 'kept', sentence: expect.stringContaining('not known whether the tracker has made it') },
      ]),
    )
    expect(tracker.issues.size).toBe(2)
    host.edits!.retry(host.edits!.list()[0]!.number)
    await eventually(() => expect(tracker.issues.size).toBe(3))
  })

  test('that wait are shown, and changed in place', async () => {
    const { host, tracker, text } = await writable()
    offline(tracker, true)
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    expect(await text('PROJ/new-bug.md')).toBe('# It breaks\n')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\nOften.\n')
    expect(host.edits!.list()).toHaveLength(1)
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toMatchObject([{ state: 'sent' }]))
    expect([...tracker.issues.values()].at(-1)).toMatchObject({ title: 'It breaks', text: 'Often.' })
    expect(await text('PROJ/new-bug.md')).toContain('key: PROJ-2')
  })

  test('are saved once more by a program that still has what it wrote', async () => {
    const { host, tracker } = await writable()
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\nOften.\n')
    expect(tracker.issues.size).toBe(2)
    expect([...tracker.issues.values()].at(-1)).toMatchObject({ title: 'It breaks', text: 'Often.' })
  })

  test('that were saved again while they were made: what waits is an edit of the issue, in order, after a restart', async () => {
    const { host, tracker, reopen } = await writable({ policy: { deadline: 200 } })
    const made = Promise.withResolvers<void>()
    let reachable = false
    tracker.knobs.before = async operation => {
      if (operation === 'create') await made.promise
      if (operation === 'update' && !reachable) throw new SourceError('offline', 'Away.')
    }
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\nOften.\n')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\nAlways.\n')
    made.resolve()
    await eventually(async () => expect(await textOf(host, 'PROJ/PROJ-2.md')).toContain('# It breaks'))
    await eventually(() => expect(host.edits!.list().map(({ state }) => state)).toEqual(['sent', 'pending', 'pending']))
    const next = await reopen({ policy: { deadline: 200 } })
    await next.host.settled()
    const read = (sql: Statements) => sql.all('SELECT entity FROM edits WHERE path = ?', 'PROJ/new-bug.md')
    const id = [...tracker.issues.values()].at(-1)!.id
    expect(next.host.journal!.read(read)).toEqual([{ entity: id }, { entity: id }, { entity: id }])
    const file = await next.text('PROJ/PROJ-2.md')
    expect(file).toMatch(/^---\nkey: PROJ-2\n/)
    await writeFile(next.host, 'PROJ/PROJ-2.md', file.replace('# It breaks', '# It has broken'))
    reachable = true
    next.host.edits!.retry()
    await eventually(() => expect(next.host.journal!.waiting()).toBe(0))
    expect(tracker.issues.get(id)).toMatchObject({ title: 'It has broken', text: 'Always.' })
    expect(tracker.issues.size).toBe(2)
  })

  test('whose description the tracker spells in its own way are as they should be', async () => {
    const render = ({ title, text }: { title: string; text: string }) => ({ title, body: text.replace('<br>', '') })
    const { host, tracker } = await writable({ render })
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n\nOften.<br>\n')
    expect(tracker.count('update')).toBe(0)
    expect(host.edits!.list()).toMatchObject([{ state: 'sent' }])
  })

  test('of which the tracker has not taken everything are there, and saved again are not made once more', async () => {
    const { host, tracker, text } = await writable()
    tracker.knobs.ignored.add('labels')
    const draft = '---\nlabels: [x]\n---\n\n# It breaks\n'
    await expect(writeFile(host, 'PROJ/new-bug.md', draft)).rejects.toThrow('PROJ-2 was made, but')
    expect(await text('.issuefs/errors/new-bug.md')).toContain('the file of that name leads to it')
    const made = await text('PROJ/new-bug.md')
    expect(made).toContain('key: PROJ-2')
    await expect(writeFile(host, 'PROJ/new-bug.md', draft.replace('[x]', '[y]'))).rejects.toMatchObject({
      kind: 'invalid',
    })
    tracker.knobs.ignored.clear()
    await writeFile(host, 'PROJ/new-bug.md', made.replace('status: Open', 'status: Open\nlabels: [x]'))
    expect([...tracker.issues.values()].at(-1)).toMatchObject({ key: 'PROJ-2', labels: ['x'] })
    expect(tracker.issues.size).toBe(2)
    expect(host.edits!.list()).toEqual([])
  })

  test('are not made under the name of an issue that is not there', async () => {
    const { host, tracker, notices } = await writable()
    for (const name of ['PROJ-99.md', 'proj-98.md'])
      await expect(writeFile(host, `PROJ/${name}`, 'A comment.\n')).rejects.toMatchObject({
        kind: 'not-found',
        message: expect.stringMatching(new RegExp(`no issue "PROJ/${name}" here: check .* "new-bug\\.md"`)),
      })
    expect(notices.at(-1)).toMatch(/^proj-98\.md: There is no issue/)
    const folder = (await walk(host.vfs, 'PROJ')).ino
    await writeFile(host, 'PROJ/.draft.md', 'A comment.\n')
    const places = [
      { parent: folder, name: '.draft.md' },
      { parent: folder, name: 'PROJ-99.md' },
    ] as const
    const moved = host.vfs.write!.rename(...places, { noReplace: false }, { pid: 1 })
    await expect(moved).rejects.toMatchObject({ kind: 'not-found' })
    expect(await textOf(host, 'PROJ/.draft.md')).toBe('A comment.\n')
    expect(tracker.issues.size).toBe(1)
    for (const name of ['other-99.md', '99.md', 'PROJ-x.md']) await writeFile(host, `PROJ/${name}`, '# It breaks\n')
    expect(tracker.issues.size).toBe(4)
  })

  test('without a title are refused', async () => {
    const { host, tracker, text } = await writable()
    await expect(writeFile(host, 'PROJ/new-bug.md', '---\nstatus: Doing\n---\n')).rejects.toMatchObject({
      kind: 'invalid',
    })
    expect(tracker.issues.size).toBe(1)
    expect(await text('.issuefs/errors/new-bug.md')).toContain('title')
    expect(await text('PROJ/.new.md')).toMatch(/status: Open # Open, Doing, Closed/)
  })

  test('are not swept away by a search that does not know them yet', async () => {
    const { host, tracker, refresh } = await writable({ listing: 'folders', policy: { sweep: 0 } })
    await list(host.vfs, (await walk(host.vfs, 'PROJ')).ino)
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    const made = [...tracker.issues.values()].at(-1)!
    ;(tracker.issues as Map<string, unknown>).delete(made.id)
    const lagging = host.refresh('PROJ')
    ;(tracker.issues as Map<string, unknown>).set(made.id, made)
    await lagging
    await refresh()
    expect(await textOf(host, 'PROJ/PROJ-2.md')).toContain('# It breaks')
  })

  test('that can not be changed in place, because the journal is full, are sent as they were', async () => {
    let full = false
    const step = (what: string): void => {
      if (full && what === 'change') throw new SourceError('full', 'The disk is full.')
    }
    const { host, tracker } = await writable({ sending: { patience: 0, step } })
    offline(tracker, true)
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    full = true
    await expect(writeFile(host, 'PROJ/new-bug.md', '# It broke\n')).rejects.toMatchObject({ kind: 'full' })
    full = false
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect([...tracker.issues.values()].at(-1)!.title).toBe('It breaks'))
  })
})
