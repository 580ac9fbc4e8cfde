import { type ByteStream, type Call, type File, files, type NewFile } from 'issuefs/source'
import { EXPLAINED, problem } from '../client/problem.ts'
import { headersOf } from '../client.ts'
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
    ...(site.key !== undefined && { create: (file: NewFile<Issue>, call: Call) => attach(site, file, call) }),
  })
}

/**
 * Redmine itself ignores ranges, what stands before it may not. The address that an issue names is of the host that
 * Redmine believes to be: ours is the one that answers. What follows the id in it may be any name.
 */
async function openAttachment(site: Site, { id }: File, from: number, call: Call): Promise<ByteStream> {
  const url = `${site.url}/attachments/download/${encodeURIComponent(id)}`
  const headers = { ...headersOf(site), ...(from > 0 && { Range: `bytes=${from}-` }) }
  const response = await call.fetch(url, { headers, accept: [...EXPLAINED, 416] })
  if (response.status === 416) {
    await response.body?.cancel()
    return { from, bytes: nothing() }
  }
  if (response.status >= 400) throw problem(response, await response.text(), site)
  const start = response.status === 206 ? (startOf(response.headers.get('content-range')) ?? from) : 0
  return { from: start, bytes: response.body ?? nothing() }
}

function startOf(range: string | null): number | undefined {
  const start = /^bytes (\d+)-/.exec(range ?? '')?.[1]
  return start === undefined ? undefined : Number(start)
}

async function* nothing(): AsyncIterable<Uint8Array> {}
