import { type Call, type NewFile, SourceError } from 'issuefs/source'
import { send } from '../client/send.ts'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'

/**
 * Uploads a file, then hangs it on the issue. An upload that is not hung on anything is cleared away by Redmine after a
 * day, so only the second request counts.
 */
export async function attach(site: Site, { name, bytes, entity }: NewFile<Issue>, call: Call): Promise<void> {
  const filename = name.normalize()
  const path = `/uploads.json?${new URLSearchParams({ filename })}`
  const answer = await send(site, call, { method: 'POST', path, body: bytes, purpose: 'upload files' })
  const token = lineOf(objectOf(answer.upload).token)
  if (token === undefined) throw new SourceError('unexpected', `${site.url} took a file and gave no token for it.`)
  const issue = { uploads: [{ token, filename }] }
  await send(site, call, { method: 'PUT', path: `/issues/${entity.id}.json`, body: { issue }, purpose: 'attach files' })
}
