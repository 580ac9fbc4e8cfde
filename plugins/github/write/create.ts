import { type Call, type Created, type Draft, type FrontValue, SourceError } from 'issuefs/source'
import { nextPage } from '../changes/link.ts'
import { type JsonObject, lineOf, listOf, objectOf, textOf as textIn } from '../model/json.ts'
import { type ItemKey, idOf, isNumber } from '../model/key.ts'
import type { Repository } from '../options.ts'
import type { Site } from '../site.ts'
import { named } from './names.ts'
import { textOf, titleOf } from './text.ts'
import { milestoneNumber, typeName } from './update.ts'
import { createWriter, noteWrite } from './writer.ts'

/** Makes an issue with one request, sent once. What it can't set at once is left to `update`. */
export async function create(site: Site, draft: Draft<Repository>, call: Call): Promise<Created> {
  const { owner, repo } = draft.scope
  const body = await issueOf(site, draft, call)
  const answer = await createWriter(site, { owner, repo }, call).send('POST', '/issues', { body, once: true })
  const { number } = objectOf(answer.data)
  if (!isNumber(number)) throw new SourceError('unexpected', 'GitHub has made an issue and did not say which.')
  const key = { owner, repo, number }
  noteWrite(site, key, answer)
  return createdAs(key)
}

/** Looks among one's own latest issues for one of this title and text that is not older than the first attempt. */
export async function findCreated(site: Site, draft: Draft<Repository>, call: Call): Promise<Created | undefined> {
  const { owner, repo } = draft.scope
  const client = await site.client(call)
  const user = await client.get('/user', { accept: [403, 404] })
  const login = user.status === 200 ? lineOf(objectOf(user.data).login) : undefined
  const creator = login === undefined ? '' : `&creator=${encodeURIComponent(login)}`
  const [title, text] = [draft.title.trim(), plain(draft.body && textOf(draft.body, 'text'))]
  let path: string | undefined =
    `/repos/${owner}/${repo}/issues?state=all&sort=created&direction=desc&per_page=100${creator}`
  while (path !== undefined) {
    const { data, headers } = await client.get(path)
    const since = serverTime(draft.since, headers.date)
    const issues = listOf(data).map(objectOf)
    const recent = issues.filter(({ created_at }) => Date.parse(String(created_at)) >= since)
    const found = recent.find(
      issue =>
        issue.pull_request === undefined &&
        textIn(issue.title)?.trim() === title &&
        plain(textIn(issue.body)) === text &&
        isNumber(issue.number),
    )
    if (found) return createdAs({ owner, repo, number: Number(found.number) })
    path = recent.length === issues.length ? nextPage(headers.link) : undefined
  }
  return undefined
}

function createdAs(key: ItemKey): Created {
  return { id: idOf(key), key: { ...key } }
}

/** A moment of our clock on that of the server, both to a second and a little earlier. */
function serverTime(since: string, date: unknown): number {
  const now = Date.parse(String(date))
  const ahead = Number.isNaN(now) ? 0 : now - Date.now()
  return Date.parse(since) + ahead - 2000
}

function plain(text: string | undefined): string {
  return (text ?? '').replaceAll('\r\n', '\n').trim()
}

async function issueOf(site: Site, { scope, title, fields, body }: Draft<Repository>, call: Call): Promise<JsonObject> {
  const many = (kind: 'labels' | 'assignees', name: string) =>
    Promise.all(valuesOf(fields[name]).map(value => named(site, scope, [kind, name], value, call)))
  const [labels, assignees, milestone, type] = await Promise.all([
    many('labels', 'labels'),
    many('assignees', 'assignee'),
    milestoneNumber(site, scope, fields.milestone, call),
    typeName(site, scope, fields.type, call),
  ])
  return {
    title: titleOf(title),
    ...(body && { body: textOf(body, 'text') }),
    ...(labels.length > 0 && { labels: labels.map(({ name }) => name) }),
    ...(assignees.length > 0 && { assignees: assignees.map(({ name }) => name) }),
    ...(milestone !== null && { milestone }),
    ...(type !== null && { type }),
  }
}

function valuesOf(value: FrontValue): readonly unknown[] {
  return Array.isArray(value) ? value : lineOf(value) === undefined ? [] : [value]
}
