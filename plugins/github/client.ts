import { type Call, isSourceError, SourceError } from 'issuefs/source'
import type { Octokit } from 'octokit'
import { type How, throughCall } from './client/fetch.ts'
import { explained, graphqlProblem, notGitHub } from './client/problem.ts'
import { isObject, type JsonObject, objectOf } from './model/json.ts'

/** Where GitHub is, and as whom it is asked. */
export interface Access {
  /** The REST API, without a slash at its end. */
  readonly api: string
  readonly token: string | undefined
}

/** An answer of REST. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | number | undefined>>
  readonly data: unknown
}

/** An answer of GraphQL. Where a part could not be given, `errors` say why. */
export interface GraphqlAnswer {
  readonly data: JsonObject
  readonly errors: readonly JsonObject[]
}

/** The requests that this plugin makes. Answers are as GitHub sends them: nothing in them is promised. */
export interface GitHubClient {
  /** A GET of the REST API: a path, or the address of another page of it. `accept`: statuses that are answers too. */
  get(path: string, how?: { readonly accept?: readonly number[]; readonly etag?: string | undefined }): Promise<Answer>
  /** One issue or pull request, wherever it is: 200, 301, 404 or 410. */
  issue(owner: string, repo: string, number: number): Promise<Answer>
  /** The first hundred events, oldest first: `Link` leads on. GitHub leaves some out, so a page may have fewer. */
  timeline(owner: string, repo: string, number: number): Promise<Answer>
  diff(owner: string, repo: string, number: number): Promise<string>
  /**
   * Something that writes: a path of the REST API. `accept`: statuses that are answers too. Follows what was renamed or
   * transferred. `once`: it is not sent again when nobody knows what became of it.
   */
  send(method: Method, path: string, how?: Sending): Promise<Answer>
  /** A query that only reads. Takes too long: `deadline`. `once`: a mutation that is not sent twice. */
  graphql(query: string, variables?: Variables, how?: { readonly once?: boolean }): Promise<GraphqlAnswer>
}

export type Method = 'POST' | 'PATCH' | 'PUT' | 'DELETE'
export type Variables = Readonly<Record<string, unknown>>

export interface Sending {
  readonly body?: JsonObject
  readonly accept?: readonly number[]
  readonly once?: boolean
}

/** Where GitHub keeps what was renamed or transferred. */
const REDIRECTS = [301, 307, 308]

/** GitHub answers these when a query of GraphQL takes it too long. */
const TOO_LONG = [502, 504]

/** octokit, bound to one call. The only file that knows it. */
export async function connectClient(access: Access, call: Call): Promise<GitHubClient> {
  const octokit = await octokitFor(access)
  const through = (how: How) => ({ request: { fetch: throughCall(call, how), retries: 0 } })
  const explain = (thrown: unknown) => explained(thrown, access)

  async function ask(how: How, send: (request: ReturnType<typeof through>) => Promise<Answer>): Promise<Answer> {
    const answer = await send(through(how)).catch((thrown: unknown) => {
      const { response } = objectOf(
        thrown instanceof Error ? { response: (thrown as { response?: unknown }).response } : {},
      )
      const given = objectOf(response)
      if (how.accept?.includes(Number(given.status))) return given as unknown as Answer
      throw explain(thrown)
    })
    if (how.text !== true && answer.status === 200 && typeof answer.data !== 'object') throw notGitHub(access)
    return answer
  }

  return {
    get: (path, { accept = [], etag } = {}) =>
      ask({ limit: 'rest', accept: etag === undefined ? accept : [...accept, 304] }, request =>
        octokit.request({
          method: 'GET',
          url: addressOf(access, path),
          headers: etag === undefined ? {} : { 'if-none-match': etag },
          ...request,
        }),
      ),
    issue: (owner, repo, issue_number) =>
      ask({ limit: 'rest', accept: [301, 404, 410] }, request =>
        octokit.rest.issues.get({ owner, repo, issue_number, ...request }),
      ),
    timeline: (owner, repo, issue_number) =>
      ask({ limit: 'rest', accept: [404, 410] }, request =>
        octokit.rest.issues.listEventsForTimeline({ owner, repo, issue_number, per_page: 100, ...request }),
      ),
    async diff(owner, repo, pull_number) {
      const { data } = await ask({ limit: 'rest', text: true }, request =>
        octokit.rest.pulls.get({ owner, repo, pull_number, mediaType: { format: 'diff' }, ...request }),
      )
      return String(data)
    },
    async send(method, path, { body, accept = [], once = false } = {}) {
      if (access.token === undefined) throw explain(undefined)
      const how: How = { limit: 'rest', accept: [...accept, ...REDIRECTS], safe: !once }
      const sent = (url: string) =>
        ask(how, request => octokit.request({ method, url, ...(body && { data: body }), ...request }))
      const answer = await sent(addressOf(access, path))
      if (!REDIRECTS.includes(answer.status)) return answer
      return sent(addressOf(access, String(answer.headers.location ?? '')))
    },
    async graphql(query, variables = {}, { once = false } = {}) {
      if (access.token === undefined) throw explain(undefined)
      const how: How = { limit: 'graphql', accept: TOO_LONG, safe: !once }
      try {
        const data: unknown = await octokit.graphql(query, { ...variables, ...through(how) })
        if (!isObject(data)) throw notGitHub(access)
        return { data, errors: [] }
      } catch (thrown) {
        return graphqlProblem(thrown, access)
      }
    },
  }
}

/** Its throttling and its blind retries are off: the layers of the kernel pace and retry. */
async function octokitFor({ api, token }: Access): Promise<Octokit> {
  const { Octokit } = await import('octokit')
  return new Octokit({
    baseUrl: api,
    userAgent: 'issuefs',
    ...(token !== undefined && { auth: token }),
    throttle: { enabled: false },
    retry: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  })
}

/** An address that GitHub itself has named must be at the same place: the token goes along. */
function addressOf({ api }: Access, path: string): string {
  if (path.startsWith('/')) return `${api}${path}`
  if (URL.canParse(path) && new URL(path).origin === new URL(api).origin) return path
  throw new SourceError('denied', `GitHub at ${api} points to another place for its answer: check the option url.`)
}

/** Whether GitHub took too long for a query: half of it may be answered. */
export function isTooMuch(error: unknown): boolean {
  return isSourceError(error) && error.kind === 'deadline'
}
