import type { Attachment, Content } from '../data/model.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { presentAttachment } from '../present/parts.ts'
import type { Site } from '../site.ts'
import { issueOf } from './lookup.ts'

/** Attaching files: multipart form data, parts named `file`, and the header against forged requests. */
export function uploadRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [['POST', '/rest/api/{api}/issue/{issue}/attachments', attach]]

  function attach(call: Call): Reply {
    if (call.headers['x-atlassian-token'] !== 'no-check') throw new Refusal(403, ['XSRF check failed'])
    site.rights.need('attach', 'create attachments for this issue')
    const issue = issueOf(site, call)
    const created = store.clock.tick()
    const added = readParts(call).map(({ filename, mimeType, data }): Attachment => {
      const id = String(store.nextId())
      store.own(id, issue.id)
      return { id, filename, author: store.users.me, created, size: data.length, mimeType, data }
    })
    if (added.length === 0) throw new Refusal(400, ['No file was given.'])
    const before = issue.content()
    const content: Content = { ...before, attachments: [...before.attachments, ...added] }
    store.put({ ...issue, updated: created, content: () => content })
    return ok(added.map(attachment => presentAttachment(store, attachment)))
  }
}

interface Part {
  readonly filename: string
  readonly mimeType: string
  readonly data: Buffer
}

function readParts(call: Call): readonly Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(String(call.headers['content-type']))?.[1]
  if (!boundary) throw new Refusal(415, ['Unsupported Media Type'])
  // Latin-1 keeps every byte as one character.
  const pieces = call.bytes.toString('latin1').split(`--${boundary}`)
  return pieces.flatMap(piece => {
    const end = piece.indexOf('\r\n\r\n')
    if (end < 0) return []
    const head = Buffer.from(piece.slice(0, end), 'latin1').toString('utf8')
    const filename = /filename="([^"]*)"/.exec(head)?.[1]
    if (filename === undefined || !/name="file"/.test(head)) return []
    const mimeType = /content-type:\s*([^\r\n]+)/i.exec(head)?.[1] ?? 'application/octet-stream'
    return [{ filename, mimeType, data: Buffer.from(piece.slice(end + 4, -2), 'latin1') }]
  })
}
