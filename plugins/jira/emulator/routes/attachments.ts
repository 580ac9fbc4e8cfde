import { createHash } from 'node:crypto'
import type { Attachment } from '../data/model.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { presentAttachment } from '../present/parts.ts'
import type { Site } from '../site.ts'

/** Attachments. Cloud redirects to a media host (here: another path, with a token instead of credentials). */
export function attachmentRoutes(site: Site): readonly Route[] {
  const { store } = site
  const common: readonly Route[] = [
    ['GET', '/rest/api/{api}/attachment/{attachment}', call => ok(presentAttachment(store, find(call)))],
  ]
  if (store.flavour === 'data-center') {
    return [...common, ['GET', '/secure/attachment/{attachment}/{filename}', call => bytes(call, find(call))]]
  }
  return [
    ...common,
    ['GET', '/rest/api/{api}/attachment/content/{attachment}', redirect],
    ['GET', '/media/file/{media}/binary', media],
  ]

  function find(call: Call, id = call.params.attachment ?? ''): Attachment {
    const found = store
      .owner(id)
      ?.content()
      .attachments.find(attachment => attachment.id === id)
    if (found) return found
    throw new Refusal(404, [`The attachment with id '${id}' does not exist`])
  }

  function redirect(call: Call): Reply {
    const { id } = find(call)
    if (call.query.get('redirect') === 'false') return bytes(call, find(call))
    return {
      status: 303,
      headers: { Location: `${store.base}/media/file/${mediaId(id)}/binary?token=${mediaToken(id)}` },
    }
  }

  /** The media host refuses credentials meant for Jira, so that a client that sends them along is found out. */
  function media(call: Call): Reply {
    if (call.headers.authorization !== undefined) return { status: 400, text: 'Only the token is accepted here.' }
    const id = attachmentOf(call.params.media ?? '')
    if (call.query.get('token') !== mediaToken(id)) return { status: 403, text: 'Forbidden' }
    return bytes(call, find(call, id))
  }
}

function bytes(call: Call, attachment: Attachment): Reply {
  const all = attachment.data ?? makeBytes(attachment)
  const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`
  const headers = { 'Content-Type': attachment.mimeType, 'Accept-Ranges': 'bytes', 'Content-Disposition': disposition }
  const range = /^bytes=(\d+)-(\d*)$/.exec(String(call.headers.range ?? ''))
  if (!range) return { status: 200, headers, bytes: all }
  const start = Number(range[1])
  const end = Math.min(range[2] ? Number(range[2]) : all.length - 1, all.length - 1)
  if (start > end) return { status: 416, headers: { 'Content-Range': `bytes */${all.length}` }, text: '' }
  const contentRange = { 'Content-Range': `bytes ${start}-${end}/${all.length}` }
  return { status: 206, headers: { ...headers, ...contentRange }, bytes: all.subarray(start, end + 1) }
}

const png = Buffer.from('89504e470d0a1a0a', 'hex')

/** Made-up bytes of the declared size; pictures begin like one. */
function makeBytes(attachment: Attachment): Buffer {
  const filled = Buffer.alloc(attachment.size, `${attachment.id} ${attachment.filename}\n`)
  if (attachment.mimeType === 'image/png') png.copy(filled)
  return filled
}

/** The name that the media host has for an attachment: a UUID that no other answer tells. */
function mediaId(id: string): string {
  return `00000000-0000-4000-8000-${id.padStart(12, '0')}`
}

function attachmentOf(media: string): string {
  return media.slice(-12).replace(/^0+/, '')
}

function mediaToken(id: string): string {
  return createHash('sha1').update(`media ${id}`).digest('base64url')
}
