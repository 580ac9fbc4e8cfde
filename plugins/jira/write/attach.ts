import { type Call, type NewFile, SourceError } from 'issuefs/source'
import { EXPLAINED, problem } from '../client/problem.ts'
import { authorization } from '../credentials.ts'
import type { Site } from '../site.ts'

/** Adds a file to an issue: a form with one part, and the header that tells it from a forged request. */
export async function attach(site: Site, { name, bytes, id }: NewFile, call: Call): Promise<void> {
  const { flavour } = await site.client(call)
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)]), attachmentName(name))
  const encoded = new Response(form)
  const signed = authorization(site.credentials)
  const api = flavour === 'cloud' ? '3' : '2'
  const response = await call.fetch(`${site.url}/rest/api/${api}/issue/${encodeURIComponent(id)}/attachments`, {
    method: 'POST',
    headers: {
      Accept: 'application/json',
      'Content-Type': encoded.headers.get('content-type') ?? 'multipart/form-data',
      'X-Atlassian-Token': 'no-check',
      ...(signed !== undefined && { Authorization: signed }),
    },
    body: new Uint8Array(await encoded.arrayBuffer()),
    accept: EXPLAINED,
    safe: false,
  })
  if (response.status < 400) return void (await response.body?.cancel())
  const words = await response.json().catch(() => undefined)
  const asked = { site: site.url, remedy: site.credentials.remedy }
  throw problem(response.status, words, response.headers, asked)
}

/** A name as Jira stores it: the form would spell quotes and line ends in its own way. */
function attachmentName(name: string): string {
  if (!/["\r\n\\/]/.test(name)) return name
  throw new SourceError(
    'invalid',
    `Jira takes no attachment called "${name}": leave out quotes, slashes and line ends.`,
  )
}
