import { fileName, SourceError } from 'issuefs/source'
import type { MediaOf } from '../adf/write/index.ts'
import { authorization } from '../credentials.ts'
import type { Attachment } from '../model/attachment.ts'
import type { Issue } from '../model/issue.ts'
import { mediaName } from '../wiki/write/media-name.ts'
import type { WriteContext } from './context.ts'

/** Attachments that a text of Cloud is to show, and has not shown before. */
export interface NewMedia {
  /** Names a file for the time being, until it is asked for. */
  readonly draft: MediaOf
  /** How many there are. */
  size(): number
  /** Asks Jira for their ids. @throws SourceError `invalid` where it does not tell one */
  resolve(): Promise<MediaOf>
}

/** @param issue the one whose attachments may be shown; none of a new one */
export function newMedia(issue: Issue | undefined, context: Pick<WriteContext, 'site' | 'call'>): NewMedia {
  const wanted = new Map<string, Attachment>()
  const attributes = ({ name }: Attachment, id: string) => ({ type: 'file', id, collection: '', alt: name })
  return {
    draft(path) {
      const name = mediaName(path)
      const found = issue?.attachments.find(one => one.name === name || fileName(one.name) === name)
      if (!found || !path.startsWith(`${fileName(issue!.key)}/`)) return undefined
      wanted.set(path, found)
      return attributes(found, found.id)
    },
    size: () => wanted.size,
    async resolve() {
      const asked = [...wanted].map(
        async ([path, file]) => [path, attributes(file, await mediaId(file, context))] as const,
      )
      const found = new Map(await Promise.all(asked))
      return path => found.get(path)
    },
  }
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/**
 * The id by which ADF names an attachment, which is another than its own. No answer of Jira's says it but the address of the
 * media host that it sends readers to: `…/file/ID/binary`.
 */
async function mediaId({ id, name }: Attachment, { site, call }: Pick<WriteContext, 'site' | 'call'>): Promise<string> {
  const url = `${site.url}/rest/api/3/attachment/content/${encodeURIComponent(id)}`
  const signed = authorization(site.credentials)
  const headers = signed === undefined ? {} : { Authorization: signed }
  const response = await call.fetch(url, { headers, accept: REDIRECTS })
  await response.body?.cancel()
  const found = /\/file\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\//i.exec(response.headers.get('location') ?? '')
  if (found) return found[1]!
  const sentence = `Jira does not say how a text names the attachment "${name}"`
  throw new SourceError(
    'invalid',
    `${sentence}: put the picture into the text in Jira itself, or give the whole address of one elsewhere.`,
  )
}
