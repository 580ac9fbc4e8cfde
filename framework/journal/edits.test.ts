import { setTimeout } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { type ReopenOptions, scriptedHost, textOf, writeFile } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'

async function writable(change: ReopenOptions = {}) {
  const tracker = createTracker()
  const issue = tracker.create('PROJ', { title: 'A title', text: 'First line.\n\nSecond line.', labels: ['one'] })
  const opened = await scriptedHost(tracker, { write: 'wait', sending: { patience: 0 }, ...change })
  await opened.host.settled()
  const path = 'PROJ/PROJ-1.md'
  const save = async (edit: (text: string) => string, pid?: number): Promise<void> =>
    writeFile(opened.host, path, edit(await opened.text(path)), pid)
  const now = () => tracker.issues.get(issue.id)!
  return { ...opened, id: issue.id, path, save, now }
}

const offline = (tracker: Tracker, is: boolean): void => {
  tracker.knobs.offline = is
}

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

  test.each(['mine', 'theirs'] as const)('a conflict is resolved with %s', async side => {
    const { text, path, now, tracker, id, host } = await writable()
    const before = await text(path)
    tracker.edit(id, { title: 'By Bob', status: 'Doing' })
    await expect(writeFile(host, path, before.replace('# A title', '# Mine'))).rejects.toThrow()
    expect(() => host.edits!.resolve('PROJ-2', side)).toThrow('no conflict')
    host.edits!.resolve('PROJ-1', side)
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
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
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
    expect(await text('PROJ/PROJ-1.md')).toContain('status: Doing')
  })
})

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
    await vi.waitFor(
      () => {
        host.edits!.retry()
        expect(host.edits!.list()).toMatchObject([{ state: 'kept', sentence: 'It fails.' }])
      },
      { interval: 20 },
    )
  })

  test('a queued edit that conflicts later is kept, and no later save takes it away', async () => {
    const { save, tracker, id, host, text, path, now } = await writable({ write: 'queue' })
    offline(tracker, true)
    await save(old => old.replace('# A title', '# Mine'))
    await vi.waitFor(() => expect(host.edits!.list()).toMatchObject([{ attempts: 1 }]))
    tracker.edit(id, { title: 'By Bob' })
    offline(tracker, false)
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toMatchObject([{ state: 'kept', conflict: true }]))
    expect(await text(path)).toContain('# By Bob')
    await save(old => old.replace('status: Open', 'status: Doing'))
    await vi.waitFor(() => expect(now().status).toBe('Doing'))
    expect(host.edits!.list()).toMatchObject([{ state: 'kept', conflict: true }])
    expect(await text('.issuefs/conflicts/PROJ-1.mine.md')).toContain('# Mine')
  })
})

describe('while the tracker can not be reached', () => {
  test('saves are taken, shown, built upon, and sent when it answers again, also by the next process', async () => {
    const first = await writable()
    const { save, now, text, path, tracker } = first
    offline(tracker, true)
    await save(old => old.replace('status: Open', 'status: Doing'))
    expect(await text(path)).toContain('status: Doing')
    await save(old => `${old}\nSeen.\n`)
    await save(old => old.replace('status: Doing', 'status: Open').replace('# A title', '# New'))
    expect(await text(path)).toMatch(/status: Open.*# New.*Seen\./s)
    expect(first.host.status().edits).toMatchObject([{ state: 'pending' }, { state: 'pending' }, { state: 'pending' }])
    const second = await first.reopen({ start: false })
    expect(await second.text(path)).toMatch(/status: Open.*# New.*Seen\./s)
    offline(tracker, false)
    await second.host.start()
    await vi.waitFor(() => expect(second.host.edits!.list()).toEqual([]))
    expect(now()).toMatchObject({ status: 'Open', title: 'New', comments: [{ text: 'Seen.' }] })
    expect(await second.text(path)).toMatch(/# New.*### Uma.*Seen\./s)
  })

  test('an edit can be dropped; the file shows the version of the tracker again', async () => {
    const { save, host, text, path, tracker } = await writable()
    offline(tracker, true)
    await save(old => old.replace('# A title', '# Mine'))
    const { number } = host.edits!.list()[0]!
    await host.edits!.drop(number)
    expect(await text(path)).toContain('# A title')
    expect(host.edits!.list()).toEqual([])
    await expect(host.edits!.drop(number)).rejects.toThrow(`no edit ${number}`)
  })

  test('dropping the last of several shows those before it', async () => {
    const { save, host, text, path, tracker } = await writable()
    offline(tracker, true)
    await save(old => old.replace('# A title', '# Mine'))
    await save(old => old.replace('status: Open', 'status: Doing'))
    await writeFile(host, 'PROJ/PROJ-1/comment', 'Seen.')
    const numbers = host.edits!.list().map(({ number }) => number)
    await host.edits!.drop(numbers[1]!)
    expect(await text(path)).toMatch(/status: Open.*# Mine.*Seen\./s)
    await host.edits!.drop(numbers[2]!)
    expect(await text(path)).toMatch(/status: Open.*# Mine/s)
    expect(await text(path)).not.toContain('Seen.')
  })

  test('a mount that can only be read shows what the tracker has, and sends nothing', async () => {
    const first = await writable()
    offline(first.tracker, true)
    await first.save(old => old.replace('# A title', '# Mine'))
    offline(first.tracker, false)
    const second = await first.reopen({ write: undefined as never })
    await second.host.settled()
    expect(await second.text(first.path)).toContain('# A title')
    const third = await second.reopen({ write: 'wait' })
    await vi.waitFor(() => expect(third.host.edits!.list()).toEqual([]))
    expect(first.now().title).toBe('Mine')
  })

  test('what was written with another account waits for that one', async () => {
    const first = await writable()
    offline(first.tracker, true)
    await first.save(old => old.replace('# A title', '# Mine'))
    offline(first.tracker, false)
    first.tracker.account = { id: 'u2', name: 'Vera' }
    const second = await first.reopen()
    await second.host.settled()
    await setTimeout(100)
    expect(first.now().title).toBe('A title')
    expect(second.host.edits!.list()).toMatchObject([{ state: 'pending' }])
    first.tracker.account = { id: 'u1', name: 'Uma' }
    const third = await second.reopen()
    await vi.waitFor(() => expect(third.host.edits!.list()).toEqual([]))
    expect(first.now().title).toBe('Mine')
  })

  test('a file waits under its name, and is attached later', async () => {
    const { host, now, text, tracker } = await writable()
    await text('PROJ/PROJ-1/allowed.md')
    offline(tracker, true)
    await writeFile(host, 'PROJ/PROJ-1/attachments/a b.txt', 'All is well.')
    expect(await text('PROJ/PROJ-1/attachments/a b.txt')).toBe('All is well.')
    offline(tracker, false)
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
    expect(now().files).toMatchObject([{ name: 'a b.txt', size: 12 }])
    expect(await text('PROJ/PROJ-1/attachments/a b.txt')).toBe('All is well.')
  })

  test('news of the tracker do not replace what is shown', async () => {
    const { save, text, path, tracker, id, refresh, now, host } = await writable()
    tracker.knobs.before = operation => {
      if (operation === 'update') throw new SourceError('offline', 'Not now.')
    }
    await save(old => old.replace('status: Open', 'status: Doing'))
    tracker.edit(id, { title: 'By Bob' })
    await refresh()
    expect(await text(path)).toMatch(/status: Doing.*# A title/s)
    tracker.knobs.before = undefined
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
    expect(now()).toMatchObject({ status: 'Doing', title: 'By Bob' })
    expect(await text(path)).toMatch(/status: Doing.*# By Bob/s)
  })
})

describe('lost answers', () => {
  test('of a comment: it is looked for, not sent again', async () => {
    const { save, now, tracker, host } = await writable()
    tracker.knobs.lost.add('comment')
    await save(old => `${old}\nOnce.\n`)
    expect(now().comments).toHaveLength(1)
    expect(host.edits!.list()).toEqual([])
  })

  test('of an update', async () => {
    const { save, now, tracker, host } = await writable()
    tracker.knobs.lost.add('update')
    await save(old => old.replace('First line', 'Line one'))
    tracker.knobs.lost.clear()
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
    expect(now().text).toContain('Line one')
  })

  test('of a comment that the tracker makes only later: it is given the time', async () => {
    const { save, now, tracker, id, host } = await writable({ sending: { patience: 600 } })
    tracker.knobs.before = operation => {
      if (operation !== 'comment') return
      globalThis.setTimeout(() => tracker.comment(id, 'Once.', 'own'), 250)
      throw new SourceError('offline', 'The connection broke.')
    }
    await save(old => `${old}\nOnce.\n`)
    tracker.knobs.before = undefined
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]), { timeout: 3000 })
    await setTimeout(300)
    expect(now().comments).toHaveLength(1)
  })

  test('of a comment of somebody else with the same words: ours is still sent', async () => {
    const { save, now, tracker, id, host } = await writable()
    let broken = true
    tracker.knobs.before = operation => {
      if (operation !== 'comment' || !broken) return
      broken = false
      tracker.edit(id, { comments: [{ id: 'b1', author: 'Bob', authorId: 'bob', text: 'Same words.' }] })
      throw new SourceError('offline', 'The connection broke before it was sent.')
    }
    await save(old => `${old}\nSame words.\n`)
    host.edits!.retry()
    await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
    expect(now().comments.map(({ author }) => author)).toEqual(['Bob', 'Uma'])
  })
})

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
    await vi.waitFor(() => expect(host.edits!.list()).toMatchObject([{ state: 'sent' }]))
    expect(tracker.issues.size).toBe(2)
  })

  test('whose answer is lost are kept where the tracker can not be asked for them', async () => {
    const { host, tracker } = await writable({ finds: false })
    tracker.knobs.lost.add('create')
    await writeFile(host, 'PROJ/new-bug.md', '# It breaks\n')
    tracker.knobs.lost.clear()
    host.edits!.retry()
    await vi.waitFor(() =>
      expect(host.edits!.list()).toMatchObject([
        { state: 'kept', sentence: expect.stringContaining('not known whether the tracker has made it') },
      ]),
    )
    expect(tracker.issues.size).toBe(2)
    host.edits!.retry(host.edits!.list()[0]!.number)
    await vi.waitFor(() => expect(tracker.issues.size).toBe(3))
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
    await vi.waitFor(() => expect(host.edits!.list()).toMatchObject([{ state: 'sent' }]))
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
})

describe('beside an issue', () => {
  test('a comment for scripts, the values that are allowed, and a place for files', async () => {
    const { host, now, text, tracker } = await writable()
    expect(
      (await list(host.vfs, (await walk(host.vfs, 'PROJ/PROJ-1')).ino)).map(({ name }) => name).toSorted(),
    ).toEqual(['allowed.md', 'attachments', 'comment', 'history.md', 'raw.json'])
    expect(await text('PROJ/PROJ-1/allowed.md')).toMatch(/## status.*- Doing/s)
    await writeFile(host, 'PROJ/PROJ-1/comment', 'From a script.\n')
    expect(now().comments).toMatchObject([{ text: 'From a script.' }])
    expect(await text('PROJ/PROJ-1/comment')).toBe('')
    tracker.knobs.lost.add('attach')
    await writeFile(host, 'PROJ/PROJ-1/attachments/log.txt', 'All is well.')
    expect(now().files).toMatchObject([{ name: 'log.txt', size: 12 }])
    expect(await text('PROJ/PROJ-1/attachments/log.txt')).toBe('All is well.')
  })

  test('comments wait, too, and are shown', async () => {
    const { host, now, text, tracker, path } = await writable()
    offline(tracker, true)
    await text('PROJ/PROJ-1/comment').catch(() => {})
    await writeFile(host, 'PROJ/PROJ-1/comment', 'From a script.\n')
    expect(await text(path)).toContain('From a script.')
    offline(tracker, false)
    await writeFile(host, path, (await text(path)).replace('Open', 'Doing'))
    expect(now()).toMatchObject({ status: 'Doing', comments: [{ text: 'From a script.' }] })
  })
})

describe('removing', () => {
  test('is refused unless the mount allows it', async () => {
    const { host, tracker } = await writable()
    const folder = await walk(host.vfs, 'PROJ')
    await expect(host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })).rejects.toThrow('--allow-delete')
    await host.vfs.write!.settle()
    expect(tracker.count('remove')).toBe(0)
  })

  test('deletes the issue', async () => {
    const { host, tracker } = await writable({ allowDelete: true })
    const folder = await walk(host.vfs, 'PROJ')
    await host.vfs.write!.unlink(folder.ino, 'PROJ-1.md', { pid: 1 })
    await host.vfs.write!.settle()
    expect(tracker.issues.size).toBe(0)
    await expect(walk(host.vfs, 'PROJ/PROJ-1.md')).rejects.toThrow()
  })
})

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
  await vi.waitFor(() => expect(host.edits!.list()).toEqual([]))
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
