import { type ByteStream, type Call, type File, files, SourceError } from 'issuefs/source'
import { authorization } from '../credentials.ts'
import type { Issue } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { attach } from '../write/attach.ts'
import { ATTACHMENT, ISSUE } from './paths.ts'

/** The attachments of an issue, streamed when they are read. */
export function attachments(site: Site) {
  return files(ATTACHMENT, {
    parent: ISSUE,
    of: (issue: Issue) =>
      issue.attachments.map(({ id, name, size, created }) => ({
        id,
        name,
        size,
        ...(created && { modified: created }),
      })),
    open: (file, { from }, call) => openAttachment(site, file, from, call),
    ...(site.credentials.kind !== 'anonymous' && { create: (file, call) => attach(site, file, call) }),
  })
}

async function openAttachment(site: Site, file: File, from: number, call: Call): Promise<ByteStream> {
  const { flavour } = await site.client(call)
  const response = await (flavour === 'cloud' ? fromCloud : fromDataCenter)(site, file, from, call)
  if (response.status === 416) {
    await response.body?.cancel()
    return { from, bytes: nothing() }
  }
  const start = response.status === 206 ? (startOf(response.headers.get('content-range')) ?? from) : 0
  return { from: start, bytes: response.body ?? nothing() }
}

/** Cloud names a media host, whose address carries its own permission: it gets no credentials, whatever its origin. */
async function fromCloud(site: Site, { id }: File, from: number, call: Call): Promise<Response> {
  const url = `${site.url}/rest/api/3/attachment/content/${encodeURIComponent(id)}`
  const headers = { ...signature(site), ...range(from) }
  const response = await call.fetch(url, { headers, accept: [...REDIRECTS, 416] })
  const target = response.headers.get('location')
  if (!REDIRECTS.includes(response.status) || target === null) return response
  await response.body?.cancel()
  return call.fetch(new URL(target, url), { headers: range(from), accept: [416], cost: 0 })
}

async function fromDataCenter(site: Site, { id, name }: File, from: number, call: Call): Promise<Response> {
  const url = `${site.url}/secure/attachment/${encodeURIComponent(id)}/${encodeURIComponent(name)}`
  const response = await call.fetch(url, { headers: { ...signature(site), ...range(from) }, accept: [416] })
  if (!isLoginPage(response)) return response
  await response.body?.cancel()
  throw new SourceError('denied', `${site.url} refused the credentials: ${site.credentials.remedy}.`)
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

function signature({ credentials }: Site): Record<string, string> {
  const signed = authorization(credentials)
  return signed === undefined ? {} : { Authorization: signed }
}

function range(from: number): Record<string, string> {
  return from > 0 ? { Range: `bytes=${from}-` } : {}
}

/** Data Center sends those it does not know to its login page, which is no error. */
function isLoginPage(response: Response): boolean {
  return URL.canParse(response.url) && /\/login(?:\.jsp)?$/.test(new URL(response.url).pathname)
}

function startOf(range: string | null): number | undefined {
  const start = /^bytes (\d+)-/.exec(range ?? '')?.[1]
  return start === undefined ? undefined : Number(start)
}

async function* nothing(): AsyncIterable<Uint8Array> {}
