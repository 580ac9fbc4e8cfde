import type { Call, NewFile } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import type { Site } from '../site.ts'
import { explainedWrite } from './problem.ts'
import { refusedChange } from './refused.ts'

/** Attaches a file, once. */
export async function attach(site: Site, { name, bytes, entity }: NewFile<Bug>, call: Call): Promise<void> {
  if (bytes.length === 0) throw refusedChange(`Bugzilla keeps no empty attachments: ${name} has no bytes.`)
  const isPatch = /\.(?:patch|diff)$/i.test(name)
  const body = {
    ids: [entity.id],
    file_name: name,
    summary: name,
    content_type: isPatch ? 'text/plain' : typeOf(name),
    is_patch: isPatch,
    data: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  }
  const client = await site.client(call)
  await client.createAttachment(entity.id, body).catch(error => {
    throw explainedWrite(error, { id: entity.id, body: {}, keys: new Map() })
  })
}

/** Bugzilla shows texts and pictures by themselves. */
const TYPES: Readonly<Record<string, string>> = {
  bmp: 'image/bmp',
  csv: 'text/csv',
  gif: 'image/gif',
  gz: 'application/gzip',
  htm: 'text/html',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  log: 'text/plain',
  md: 'text/plain',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webm: 'video/webm',
  webp: 'image/webp',
  xml: 'text/xml',
  yaml: 'text/plain',
  yml: 'text/plain',
  zip: 'application/zip',
}

function typeOf(name: string): string {
  return TYPES[/\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}
