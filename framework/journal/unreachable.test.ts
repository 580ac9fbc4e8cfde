import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { writeFile } from '../testkit/scripted-host.ts'
import { offline, writable } from './edits.test-support.ts'

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
    await eventually(() => expect(second.host.edits!.list()).toEqual([]))
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

  test('an edit that can not be dropped, because the journal is full, is still sent', async () => {
    let full = false
    const step = (what: string): void => {
      if (full && what === 'remove') throw new SourceError('full', 'The disk is full.')
    }
    const { save, host, now, tracker } = await writable({ sending: { patience: 0, step } })
    offline(tracker, true)
    await save(old => old.replace('# A title', '# Mine'))
    full = true
    await expect(host.edits!.drop(host.edits!.list()[0]!.number)).rejects.toMatchObject({ kind: 'full' })
    full = false
    offline(tracker, false)
    await eventually(() => {
      host.edits!.retry()
      expect(now().title).toBe('Mine')
    })
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
    await eventually(() => expect(third.host.edits!.list()).toEqual([]))
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
    await eventually(() => expect(third.host.edits!.list()).toEqual([]))
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
    await eventually(() => expect(host.edits!.list()).toEqual([]))
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
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now()).toMatchObject({ status: 'Doing', title: 'By Bob' })
    expect(await text(path)).toMatch(/status: Doing.*# By Bob/s)
  })

  test('those who save the same file wait beside each other, not one after the other', async () => {
    const { host, tracker, text } = await writable({ policy: { deadline: 1000 } })
    await text('PROJ/PROJ-1/comment')
    tracker.knobs.hangs = true
    const began = performance.now()
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(word => writeFile(host, 'PROJ/PROJ-1/comment', word)))
    expect(performance.now() - began).toBeLessThan(4000)
    expect(host.edits!.list().map(({ state }) => state)).toEqual(Array(6).fill('pending'))
    tracker.knobs.hangs = false
  })
})
