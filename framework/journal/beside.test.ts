import { describe, expect, test } from 'vitest'
import { writeFile } from '../testkit/scripted-host.ts'
import { list, walk } from '../vfs/walk.ts'
import { offline, writable } from './edits.test-support.ts'

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
