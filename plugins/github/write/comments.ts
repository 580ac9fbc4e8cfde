import type { Call, NewComment, TextEdit } from 'issuefs/source'
import type { Entity } from '../model/entity.ts'
import type { ItemKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { refusedChange } from './refused.ts'
import type { Step } from './step.ts'
import { textOf } from './text.ts'
import { createWriter } from './writer.ts'

/** Makes a comment, once. */
export async function comment(site: Site, { key, text }: NewComment<ItemKey, Entity>, call: Call): Promise<void> {
  const body = textOf(text, 'comment')
  await createWriter(site, key, call).send('POST', `/issues/${key.number}/comments`, { body: { body }, once: true })
}

/** Changes the text of a comment, of a remark on a line of the diff (`r12`), or of a review (`review-12`). */
export function commentStep({ number }: ItemKey, id: string, text: TextEdit): Step {
  const body = textOf(text, 'comment')
  if (!body.trim()) throw refusedChange(`Comment ${id} is empty: GitHub keeps no empty ones; delete it there.`)
  const [, kind, digits] = /^(r|review-)?(\d+)$/.exec(id) ?? []
  if (digits === undefined) throw refusedChange(`Comment ${id} can't be changed: GitHub has no number for it.`)
  if (kind === 'r') return writer => writer.send('PATCH', `/pulls/comments/${digits}`, { body: { body } })
  if (kind === 'review-') {
    return writer => writer.send('PUT', `/pulls/${number}/reviews/${digits}`, { body: { body } })
  }
  return writer => writer.send('PATCH', `/issues/comments/${digits}`, { body: { body } })
}
