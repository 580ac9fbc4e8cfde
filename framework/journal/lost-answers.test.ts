import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { SourceError } from '../source/error.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { writable } from './edits.test-support.ts'

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
    await eventually(() => expect(host.edits!.list()).toEqual([]))
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
    await eventually(() => expect(host.edits!.list()).toEqual([]))
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
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().comments.map(({ author }) => author)).toEqual(['Bob', 'Uma'])
  })

  test.each([true, false])(
    'of a comment with words that we wrote elsewhere, too: a mark tells (%s)',
    async keepsMarks => {
      const { save, now, tracker, id, host } = await writable({ keepsMarks })
      let broken = true
      tracker.knobs.before = operation => {
        if (operation !== 'comment' || !broken) return
        broken = false
        tracker.comment(id, 'Same words.', 'own')
        throw new SourceError('offline', 'The connection broke before it was sent.')
      }
      await save(old => `${old}\nSame words.\n`)
      host.edits!.retry()
      await eventually(() => expect(host.edits!.list()).toEqual([]))
      expect(now().comments).toHaveLength(keepsMarks ? 2 : 1)
      tracker.knobs.lost.add('comment')
      await save(old => `${old}\nMore.\n`)
      expect(now().comments).toHaveLength(keepsMarks ? 3 : 2)
      expect(host.edits!.list()).toEqual([])
    },
  )

  test('of a comment, in the words of a proxy that wants fewer requests: it may have been made all the same', async () => {
    const { save, now, tracker, id, host } = await writable()
    let broken = true
    tracker.knobs.before = operation => {
      if (operation !== 'comment' || !broken) return
      broken = false
      tracker.comment(id, 'Once.', 'own')
      throw new SourceError('rate-limited', 'Try again in 1 s.', { status: 503, retryAfter: 1 })
    }
    await save(old => `${old}\nOnce.\n`).catch(() => {})
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().comments).toHaveLength(1)
  })

  test('of a comment, before the clock was set back: it is looked for all the same', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const { save, now, tracker, host } = await writable({ sending: { patience: 100 } })
    tracker.knobs.before = operation => {
      if (operation === 'comment') throw new SourceError('offline', 'The connection broke.')
    }
    await save(old => `${old}\nOnce.\n`)
    tracker.knobs.before = undefined
    vi.setSystemTime(Date.now() - 3_600_000)
    host.edits!.retry()
    await eventually(() => expect(host.edits!.list()).toEqual([]))
    expect(now().comments).toHaveLength(1)
  })
})
