import type { Call, Change, Cursor, Delta } from 'issuefs/source'
import { notThere } from '../client/problem.ts'
import type { Answer, GitHubClient } from '../client.ts'
import { routeOf } from '../model/entity.ts'
import { isObject, type JsonObject, lineOf, listOf } from '../model/json.ts'
import { idOf, isNumber } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import type { Repository } from '../options.ts'
import type { Site } from '../site.ts'
import { nextPage } from './link.ts'
import { cursorOf, fingerprint, latest, type Position, positionOf } from './position.ts'

/**
 * One poll of a repository. Without a cursor: the position of now.
 *
 * The hundred latest changes stand at one address; while nothing has changed GitHub answers 304, which costs nothing of
 * its limit. Only when all hundred are news are there further pages to read.
 */
export async function poll(site: Site, call: Call, repository: Repository, since?: Cursor): Promise<Delta> {
  const client = await site.client(call)
  const usual = `${site.api}/repos/${repository.owner}/${repository.repo}/issues?${QUERY}`
  const position = since === undefined ? { url: usual, top: '', seen: {} } : positionOf(since)
  if (position.pass) return goOn(client, repository, position, position.pass)
  const { url, answer } = await ask(client, position, usual, bindingOf(site))
  if (answer.status === 304) return { changes: [], next: cursorOf(position), more: false }
  if (answer.status === 404) throw notThere(site, repository)
  const page = itemsOf(answer)
  const after: Position = {
    url,
    etag: lineOf(answer.headers.etag),
    bound: bindingOf(site),
    top: latest([position.top, ...page.map(({ at }) => at)]),
    floor: page.length < PAGE ? '' : (page.at(-1)?.at ?? ''),
    seen: Object.fromEntries(page.map(({ number, print }) => [number, print])),
  }
  if (since === undefined) return { changes: [], next: cursorOf(after), more: false }
  return deltaOf(repository, position, after, answer)
}

const PAGE = 100
const QUERY = `state=all&sort=updated&direction=desc&per_page=${PAGE}`

/** An ETag says nothing to another token. */
function bindingOf({ token }: Site): string {
  return fingerprint(token ?? '')
}

/** Asks the constant address. A repository that was renamed answers from another one, which is kept. */
async function ask(
  client: GitHubClient,
  position: Position,
  usual: string,
  bound: string,
): Promise<{ readonly url: string; readonly answer: Answer }> {
  const etag = position.bound === bound ? position.etag : undefined
  const accept = [301, 307, 308, 404]
  const first = await client.get(position.url, { accept, etag })
  const moved = first.status === 404 && position.url !== usual ? usual : locationOf(first)
  if (moved === undefined) return { url: position.url, answer: first }
  const second = await client.get(moved, { accept: [404] })
  return { url: moved, answer: second }
}

function locationOf({ status, headers }: Answer): string | undefined {
  return status === 301 || status === 307 || status === 308 ? lineOf(headers.location) : undefined
}

/** A further page of a pass. Its news are older than what the first page told. */
async function goOn(
  client: GitHubClient,
  repository: Repository,
  position: Position,
  { page, after }: NonNullable<Position['pass']>,
): Promise<Delta> {
  return deltaOf(repository, position, after, await client.get(page))
}

function deltaOf(repository: Repository, position: Position, after: Position, answer: Answer): Delta {
  const page = itemsOf(answer)
  const { pass: _, ...before } = position
  const isNews = ({ number, print, at }: Found) =>
    before.seen[number] === undefined
      ? at >= before.top || at > (before.floor ?? before.top)
      : before.seen[number] !== print
  const changes = page.filter(isNews).map(({ raw, number, at }): Change => upsert(repository, raw, number, at))
  const oldest = page.at(-1)?.at ?? ''
  const further = oldest >= before.top && page.length > 0 ? nextPage(answer.headers.link) : undefined
  if (further === undefined) return { changes, next: cursorOf(after), more: false }
  return { changes, next: cursorOf({ ...before, pass: { page: further, after } }), more: true }
}

/** Without a validator: two changes within one second have the same time. */
function upsert(repository: Repository, raw: JsonObject, number: number, at: string): Change {
  const key = { ...repository, number }
  const route = routeOf(isObject(raw.pull_request) ? 'pull' : 'issue')
  return { change: 'upsert', route, key, id: idOf(key), ...(at && { modified: at }) }
}

interface Found {
  readonly raw: JsonObject
  readonly number: number
  readonly at: string
  readonly print: string
}

/** Issues and pull requests of an answer, in its order. Those without a readable time count as old. */
function itemsOf({ data }: Answer): readonly Found[] {
  return listOf(data)
    .filter(isObject)
    .flatMap(raw => {
      const { number } = raw
      return isNumber(number) ? [{ raw, number, at: isoTime(raw.updated_at) ?? '', print: fingerprint(raw) }] : []
    })
}
