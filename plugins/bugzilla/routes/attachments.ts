import { type ByteStream, type Call, type File, files, type NewFile, SourceError } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'
import { attach } from '../write/attachment.ts'
import { ATTACHMENT, BUG } from './paths.ts'

/** The attachments of a bug, read when they are opened. */
export function attachments(site: Site) {
  return files(ATTACHMENT, {
    parent: BUG,
    of: (bug: Bug) =>
      bug.attachments.map(({ id, name, size, created, changed }) => {
        const modified = changed ?? created
        return { id: String(id), name, size, ...(modified && { modified }) }
      }),
    open: (file, { from }, call) => openAttachment(site, file, from, call),
    ...(site.credentials.key !== undefined && { create: (file: NewFile<Bug>, call: Call) => attach(site, file, call) }),
  })
}

/** Bugzilla's REST interface gives an attachment whole, in base64. `attachment.cgi` streams, but takes no API key. */
async function openAttachment(site: Site, { id }: File, from: number, call: Call): Promise<ByteStream> {
  const answer = objectOf(await (await site.client(call)).attachment(id))
  const { data } = objectOf(objectOf(answer.attachments)[id])
  if (typeof data !== 'string') {
    throw new SourceError('not-found', `${site.url} has no attachment ${id}, or this account may not see it.`)
  }
  const bytes = Buffer.from(data, 'base64')
  return { from, bytes: pieces(bytes.subarray(from)) }
}

const PIECE = 256 * 1024

async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
