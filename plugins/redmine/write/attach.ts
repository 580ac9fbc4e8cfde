import { type Call, isSourceError, type NewFile, SourceError } from 'issuefs/source'
import { send } from '../client/send.ts'
import { ask } from '../client.ts'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'

/**
 * Uploads a file, then hangs it on the issue. An upload that hangs on nothing is cleared away by Redmine after a day.
 * Redmine takes a token once: sent a second time, it is refused, and the issue says whether the first one was taken.
 */
export async function attach(site: Site, { name, bytes, entity }: NewFile<Issue>, call: Call): Promise<void> {
  const filename = name.normalize()
  const upload = `/uploads.json?${new URLSearchParams({ filename })}`
  const answer = await send(site, call, { method: 'POST', path: upload, body: bytes, purpose: 'upload files' })
  const { id, token: rawToken } = objectOf(answer.upload)
  const token = lineOf(rawToken)
  if (token === undefined) throw new SourceError('unexpected', `${site.url} took a file and gave no token for it.`)
  const path = `/issues/${entity.id}.json`
  const body = { issue: { uploads: [{ token, filename }] } }
  try {
    await send(site, call, { method: 'PUT', path, body, safe: true, purpose: 'attach files' })
  } catch (error) {
    if (!isSourceError(error) || error.status !== 422) throw error
    const { issue } = await ask(site, call, path, [['include', 'attachments']])
    const wanted = lineOf(id) ?? token.split('.')[0]
    const there = listOf(objectOf(issue).attachments).map(file => lineOf(objectOf(file).id))
    if (!there.includes(wanted)) throw error
  }
}
