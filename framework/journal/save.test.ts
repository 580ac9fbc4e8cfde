import { describe, expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { writeFile } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { offline, writable } from './edits.test-support.ts'

describe('a save', () => {
  test('sends what was changed, reads it back, and shows the version of the tracker', async () => {
    const { save, now, text, path, tracker, host } = await writable()
    await save(old =>
      old
        .replace('status: Open', 'status: Doing')
        .replace('labels: [one]', 'labels: [one, two]')
        .replace('# A title', '# Another')
        .replace('Second line.', 'Changed line.'),
    )
    expect(now()).toMatchObject({ status: 'Doing', labels: ['one', 'two'], title: 'Another' })
    expect(now().text).toBe('First line.\n\nChanged line.')
    expect(await text(path)).toMatch(/status: Doing\n.*labels: \[one, two\]\n.*# Another\n/s)
    expect(tracker.count('update')).toBe(1)
    expect(host.journal!.waiting()).toBe(0)
  })

  test('that changes nothing sends nothing', async () => {
    const { save, tracker } = await writable()
    tracker.forgetCounts()
    await save(old => old)
    expect(tracker.count('fetch') + tracker.count('update')).toBe(0)
  })

  test('with text at its end is a comment, once', async () => {
    const { save, now, text, path } = await writable()
    await save(old => `${old}\nI have seen it, too.\n`)
    expect(now().comments).toMatchObject([{ author: 'Uma', text: 'I have seen it, too.' }])
    expect(await text(path)).toMatch(/### Uma.*\n\nI have seen it, too\.\n$/s)
  })

  test('by a program that still has the text from before its last save goes on from that', async () => {
    const { text, host, path, now } = await writable()
    const before = await text(path)
    await writeFile(host, path, `${before}\nFirst.\n`, 7)
    await writeFile(host, path, `${before}\nFirst.\n\n### <!-- comment new -->\n\nSecond.\n`, 8)
    expect(now().comments.map(({ text }) => text)).toEqual(['First.', 'Second.'])
    expect(now().text).toBe('First line.\n\nSecond line.')
    await writeFile(host, path, `${before}\nFirst.\n\n### <!-- comment new -->\n\nSecond.\n`, 9)
    expect(now().comments).toHaveLength(2)
  })

  test('of a version that has come back is a change of that version, whatever was saved over it before', async () => {
    const { save, now, tracker } = await writable({ front: () => ({ updated: '2026-01-02T03:04:05Z' }) })
    const to = (status: string) => save(old => old.replace(/status: .*/, `status: ${status}`), 7)
    for (const status of ['Doing', 'Open', 'Doing', 'Closed', 'Open']) {
      await to(status)
      expect(now().status).toBe(status)
    }
    expect(tracker.count('update')).toBe(5)
  })

  test('of a text that waits again after another did is a change of that text', async () => {
    const { save, now, tracker, host } = await writable({ write: 'queue' })
    offline(tracker, true)
    for (const status of ['Doing', 'Closed', 'Doing', 'Closed', 'Open', 'Doing'])
      await save(old => old.replace(/status: .*/, `status: ${status}`), 7)
    offline(tracker, false)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().status).toBe('Doing')
  })

  test('with a value in capitals of one’s own leaves nothing behind that the next save would meet', async () => {
    const { save, now } = await writable()
    await save(old => old.replace('status: Open', 'status: open'), 7)
    await save(old => old.replace('status: Open', 'status: Doing'), 7)
    expect(now().status).toBe('Doing')
  })

  test('keeps what others have changed elsewhere', async () => {
    const { text, path, host, now, tracker, id } = await writable()
    const before = await text(path)
    tracker.edit(id, { title: 'By Bob', text: 'First line, by Bob.\n\nSecond line.' })
    await writeFile(host, path, before.replace('status: Open', 'status: Doing').replace('Second line.', 'Mine.'))
    expect(now()).toMatchObject({ title: 'By Bob', status: 'Doing', text: 'First line, by Bob.\n\nMine.' })
  })

  test('of what somebody else has changed is a conflict: both versions are kept', async () => {
    const { save, now, tracker, id, text, path, host, notices } = await writable()
    const before = await text(path)
    tracker.edit(id, { title: 'By Bob' })
    await expect(writeFile(host, path, before.replace('# A title', '# Mine'))).rejects.toMatchObject({
      kind: 'conflict',
    })
    expect(now().title).toBe('By Bob')
    expect(await text('PROJ/PROJ-1.md')).toContain('# By Bob')
    expect(await text('.issuefs/conflicts/PROJ-1.mine.md')).toContain('# Mine')
    expect(await text('.issuefs/conflicts/PROJ-1.theirs.md')).toContain('# By Bob')
    expect(await text('.issuefs/errors/PROJ-1.md')).toContain('Somebody else has changed the title of PROJ-1.md')
    expect(notices).toContainEqual(expect.stringContaining('Somebody else has changed the title of PROJ-1.md'))
    expect(host.edits!.list()).toMatchObject([{ name: 'PROJ-1', state: 'kept', conflict: true }])
    await save(old => old.replace('# By Bob', '# Ours'))
    expect(now().title).toBe('Ours')
    expect(host.edits!.list()).toEqual([])
    await expect(walk(host.vfs, '.issuefs/conflicts')).rejects.toThrow()
    await expect(walk(host.vfs, '.issuefs/errors/PROJ-1.md')).rejects.toThrow()
  })

  test('that is in conflict stays so when somebody adds a comment, or saves what is refused', async () => {
    const { save, text, tracker, id, path, host } = await writable()
    const before = await text(path)
    tracker.edit(id, { title: 'By Bob' })
    await expect(writeFile(host, path, before.replace('# A title', '# Mine'), 7)).rejects.toThrow()
    await save(old => `${old}\nSeen.\n`, 8)
    await expect(save(old => old.replace(/revision: .*\n/, '').replace('First', '1st'), 8)).rejects.toThrow()
    const conflict = host.edits!.list().find(each => each.conflict)!
    expect(await text(`.issuefs/conflicts/PROJ-1-${conflict.number}.mine.md`)).toContain('# Mine')
    host.edits!.resolve('PROJ-1', 'mine')
    await eventually(() => expect(tracker.issues.get(id)!.title).toBe('Mine'))
  })

  test.each(['mine', 'theirs'] as const)('a conflict is resolved with %s', async side => {
    const { text, path, now, tracker, id, host } = await writable()
    const before = await text(path)
    tracker.edit(id, { title: 'By Bob', status: 'Doing' })
    await expect(writeFile(host, path, before.replace('# A title', '# Mine'))).rejects.toThrow()
    expect(() => host.edits!.resolve('PROJ-2', side)).toThrow('no conflict')
    host.edits!.resolve('PROJ-1', side)
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now()).toMatchObject({ title: side === 'mine' ? 'Mine' : 'By Bob', status: 'Doing' })
  })

  test.each([
    ['an unknown key', (old: string) => old.replace('status: Open', 'statsu: Open'), 'status'],
    ['a value that is not allowed', (old: string) => old.replace('status: Open', 'status: Dooing'), 'Doing'],
    ['no revision', (old: string) => old.replace(/revision: .*\n/, '').replace('First', '1st'), 'revision'],
    ['an unknown revision', (old: string) => old.replace(/revision: .*/, 'revision: 0123456789ab'), 'revision'],
  ])('with %s is refused, with the reason and the text in a file', async (_name, edit, word) => {
    const { save, now, text, host, path } = await writable()
    const before = await text(path)
    await expect(save(edit)).rejects.toMatchObject({ kind: 'invalid', message: expect.stringContaining(word) })
    expect(now().version).toBe(1)
    expect(await text(path)).toBe(before)
    expect(await text('.issuefs/errors/PROJ-1.md')).toContain(edit(before))
    const { ino } = await walk(host.vfs, '.issuefs/errors')
    expect(await list(host.vfs, ino)).toMatchObject([{ name: 'PROJ-1.md' }])
    expect(host.edits!.list()).toMatchObject([{ state: 'kept', sentence: expect.stringContaining(word) }])
    await save(old => old.replace('status: Open', 'status: Doing'))
    expect(host.edits!.list()).toEqual([])
  })

  test('with something that the tracker ignores says what was saved and what was not', async () => {
    const { save, now, tracker, host } = await writable()
    tracker.knobs.ignored.add('labels')
    await expect(
      save(old => old.replace('labels: [one]', 'labels: [two]').replace('status: Open', 'status: Doing')),
    ).rejects.toMatchObject({ message: expect.stringMatching(/left as it was: labels.*Saved: status/) })
    expect(now()).toMatchObject({ status: 'Doing', labels: ['one'] })
    expect(host.edits!.list()).toMatchObject([{ state: 'kept' }])
  })

  test('that the tracker refuses is kept with its reason', async () => {
    const { save, tracker, host, text } = await writable()
    tracker.knobs.before = operation => {
      if (operation === 'update') throw new SourceError('denied', 'You may not do that.', { status: 403 })
    }
    await expect(save(old => old.replace('Open', 'Doing'))).rejects.toMatchObject({ kind: 'denied' })
    expect(host.edits!.list()).toMatchObject([{ state: 'kept', sentence: 'You may not do that.' }])
    expect(await text('PROJ/PROJ-1.md')).toContain('status: Open')
    tracker.knobs.before = undefined
    host.edits!.retry(host.edits!.list()[0]!.number)
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(await text('PROJ/PROJ-1.md')).toContain('status: Doing')
  })

  test.each([
    ['refused', (old: string) => old.replace('status: Open', 'status: Dooing')],
    ['in conflict', (old: string) => old.replace('# A title', '# Mine')],
  ])('that is undone after it was %s ends it', async (how, edit) => {
    const { text, path, host, tracker, id } = await writable()
    const before = await text(path)
    if (how === 'in conflict') tracker.edit(id, { title: 'By Bob' })
    await expect(writeFile(host, path, edit(before))).rejects.toThrow()
    expect(host.edits!.list()).toHaveLength(1)
    await writeFile(host, path, await text(path))
    expect(host.edits!.list()).toEqual([])
    await expect(text('.issuefs/errors/PROJ-1.md')).rejects.toThrow()
    expect(tracker.count('update')).toBe(0)
  })
})
