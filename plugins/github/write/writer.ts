import { type Call, isSourceError, SourceError } from 'issuefs/source'
import type { Answer, Method, Sending } from '../client.ts'
import { isObject, type JsonObject, lineOf, listOf, objectOf } from '../model/json.ts'
import { type ItemKey, idOf } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import type { Repository } from '../options.ts'
import type { Site } from '../site.ts'
import { denialOf, isRole } from './denied.ts'
import { refusedChange } from './refused.ts'

/** Sends what writes, says in words what GitHub does not take, and remembers when it was taken. */
export interface Writer {
  /** A path below the repository's. `accept`: statuses that are no failure, 404 and 422 among them. */
  send(method: Method, path: string, how?: Sending): Promise<Answer>
}

/** For an issue or a pull request; without a number, for the repository. */
export function createWriter(
  site: Site,
  key: Repository & { readonly number?: number | undefined },
  call: Call,
): Writer {
  const { owner, repo, number } = key
  return {
    async send(method, path, how = {}) {
      const client = await site.client(call)
      const accept = [404, 410, 422, ...(how.accept ?? [])]
      const place = `/repos/${owner}/${repo}${path}`
      const answer = await client.send(method, place, { ...how, accept }).catch(error => {
        throw explainedDenial(error, key)
      })
      if (answer.status >= 400 && !how.accept?.includes(answer.status)) throw refusedBy(answer, key)
      if (number !== undefined) noteWrite(site, { owner, repo, number }, answer)
      return answer
    },
  }
}

/** Remembers when GitHub says that an issue was changed. */
export function noteWrite(site: Site, key: ItemKey, { data, headers }: Answer): void {
  const { updated_at, created_at } = objectOf(data)
  const at = isoTime(updated_at) ?? isoTime(created_at) ?? secondBefore(headers.date)
  if (at !== undefined) site.written.note(idOf(key), at)
}

/** Where an answer does not say when, the server's clock does, to a second. */
function secondBefore(date: unknown): string | undefined {
  const at = Date.parse(String(date))
  return Number.isNaN(at) ? undefined : isoTime(new Date(at - 1000).toISOString())
}

/** A token or an account without the right. Where GitHub gives another reason, its words stand. */
export function explainedDenial(error: unknown, { owner, repo }: Repository): unknown {
  if (!isSourceError(error) || error.kind !== 'denied' || error.status !== 403) return error
  const known = denialOf(error.message, { owner, repo })
  if (known !== undefined) return denial(known, error)
  if (!isRole(error.message)) return error
  const remedy = 'ask for the role “Triage” or “Write”'
  return denial(`GitHub does not let this account change that in ${owner}/${repo}: ${remedy}.`, error)
}

function denial(sentence: string, cause: SourceError): SourceError {
  return new SourceError('denied', sentence, { status: 403, cause })
}

/** The keys of the front matter that GitHub calls otherwise. */
const KEYS: Readonly<Record<string, string>> = {
  state: 'status',
  state_reason: 'reason',
  assignees: 'assignee',
  lock_reason: 'locked',
}

/** A refused answer as a sentence that names the key. */
export function refusedBy(
  { status, data }: Answer,
  key: Repository & { readonly number?: number | undefined },
): SourceError {
  const { message, errors } = objectOf(data)
  const name = `${key.owner}/${key.repo}${key.number === undefined ? '' : `#${key.number}`}`
  if (status === 410 && /disabled/i.test(lineOf(message) ?? '')) {
    const remedy = 'switch them on in its settings on GitHub first'
    return refusedChange(`${key.owner}/${key.repo} takes no issues: ${remedy}.`)
  }
  if (status === 404 || status === 410) {
    const remedy = 'it was deleted or transferred, or the token may not write there'
    return new SourceError('not-found', `GitHub does not find what was to be changed of ${name}: ${remedy}.`, {
      status,
    })
  }
  const told = listOf(errors).flatMap(error => (isObject(error) ? complaint(error) : (lineOf(error) ?? [])))
  const said = told.length > 0 ? told.join('; ') : (lineOf(message) ?? `status ${status}`)
  return refusedChange(`GitHub does not take this for ${name}: ${said.replace(/\.$/, '')}.`)
}

function complaint({ field, code, message, value }: JsonObject): string {
  const name = lineOf(field)
  const shown = name === undefined ? '' : `${KEYS[name] ?? name}: `
  const given = lineOf(value)
  return `${shown}${given === undefined ? '' : `“${given}” `}${lineOf(message) ?? lineOf(code)?.replaceAll('_', ' ') ?? 'refused'}`
}
