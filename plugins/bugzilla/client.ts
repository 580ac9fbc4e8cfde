import type { Call } from 'issuefs/source'
import { callAdapter, type Signature } from './client/adapter.ts'
import type { Credentials } from './credentials.ts'
import type { JsonObject } from './model/json.ts'
import type { Flavour } from './options.ts'
import type { Criteria } from './query/criteria.ts'

/** Milliseconds: a CGI server may think long about a thousand bugs. */
const TIMEOUT = 120_000

/** The requests that this plugin makes. Answers are as Bugzilla sends them: nothing in them is promised. */
export type BugzillaClient = Awaited<ReturnType<typeof connectClient>>

/** A search, one page of it. */
export interface Search {
  readonly criteria: Criteria
  /** ISO 8601: changed then or later. */
  readonly since: string
  readonly fields: readonly string[]
  readonly limit: number
  /** @default 0 */
  readonly offset?: number
  /** @default 'oldest': by last change, then by number */
  readonly first?: 'oldest' | 'newest'
}

/** What the package keeps private to TypeScript, but not at run time. */
interface Link {
  request(config: object, validator: (answer: unknown) => unknown): Promise<unknown>
  get(path: string, validator: (answer: unknown) => unknown, parameters?: URLSearchParams): Promise<unknown>
  post(path: string, validator: (answer: unknown) => unknown, content: JsonObject): Promise<unknown>
  put(path: string, validator: (answer: unknown) => unknown, content: JsonObject): Promise<unknown>
}

/**
 * The package `bugzilla`, bound to one call. The only file that knows it.
 *
 * Its link makes the addresses and goes through `call.fetch`; its validators, its signing and its searches are gone
 * around (docs/decisions/0010-bugzilla-package.md).
 *
 * @param flavour `undefined`: not known yet, so that the key stays here
 */
export async function connectClient(url: string, credentials: Credentials, flavour: Flavour | undefined, call: Call) {
  const api = new (await loaded())(new URL(`${url}/`))
  const { link } = api as unknown as { readonly link: Link }
  const asked = { site: url, remedy: credentials.remedy }
  let now: number | undefined
  const adapter = callAdapter(call, {
    ...asked,
    signature: signatureOf(credentials, flavour),
    timeout: TIMEOUT,
    clock(time) {
      now = time
    },
  })
  const request = link.request.bind(link)
  link.request = (config, validator) => request({ ...config, adapter }, validator)
  const get = (path: string, parameters: Criteria = []) =>
    link.get(path, raw, new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])))

  return {
    /** Who answers, for sentences. */
    asked,
    /** The server's clock when it was last asked, in milliseconds since 1970, never too late. */
    now: () => now,
    version: () => api.version(),
    whoami: () => get('whoami'),
    /** Whether the key belongs to this login name. */
    validLogin: (login: string) => get('valid_login', [['login', login]]),
    savedSearches: (login: string) => get('user', [['names', login], fieldsOf(['name', 'saved_searches'])]),
    products: (names: readonly string[]) =>
      get('product', [...names.map(name => ['names', name] as const), fieldsOf(['id', 'name'])]),
    accessibleProducts: () => get('product', [['type', 'accessible'], fieldsOf(['id', 'name'])]),
    fields: () => get('field/bug', [fieldsOf(['name', 'display_name', 'type'])]),
    search: ({ criteria, since, fields, limit, offset = 0, first = 'oldest' }: Search) =>
      get('bug', [
        ...criteria,
        ['last_change_time', since],
        fieldsOf(fields),
        ['order', first === 'oldest' ? 'changeddate,bug_id' : 'changeddate DESC,bug_id DESC'],
        ['limit', String(limit)],
        ...(offset > 0 ? [['offset', String(offset)] as const] : []),
      ]),
    /** Bugs by number. Those that are not there or not for these eyes are among the `faults`. */
    bugs: ([first, ...others]: readonly number[], fields: readonly string[]) =>
      get(`bug/${first}`, [...idsOf(others), ['permissive', '1'], fieldsOf(fields)]),
    /** All comments of several bugs. One that may not be read refuses the whole. */
    comments: ([first, ...others]: readonly number[]) => get(`bug/${first}/comment`, idsOf(others)),
    /** What there is to say of the attachments of several bugs, without their bytes. */
    attachments: ([first, ...others]: readonly number[]) =>
      get(`bug/${first}/attachment`, [...idsOf(others), ['exclude_fields', 'data']]),
    /** One attachment with its bytes in base64. */
    attachment: (id: string) => get(`bug/attachment/${encodeURIComponent(id)}`, [fieldsOf(['data'])]),
    history: (id: number) => get(`bug/${id}/history`),
    /** A field with the values that it may have. Names are those of the database: `bug_severity`. */
    field: (name: string) => get(`field/bug/${encodeURIComponent(name)}`),
    /** What the bugs of a product may have: its components, versions and milestones. */
    productValues: (name: string) => get('product', [['names', name], fieldsOf(PRODUCT_VALUES)]),
    /** Makes a bug, once. */
    createBug: (bug: JsonObject) => link.post('bug', raw, bug),
    /** Sets values of a bug. */
    updateBug: (id: number, changes: JsonObject) => link.put(`bug/${id}`, raw, changes),
    /** Makes a comment, once. */
    createComment: (id: number, comment: JsonObject) => link.post(`bug/${id}/comment`, raw, comment),
    /** Makes an attachment, once. */
    createAttachment: (id: number, attachment: JsonObject) => link.post(`bug/${id}/attachment`, raw, attachment),
    /** Bugs that were created then or later, the latest first. */
    created: (criteria: Criteria, since: string, fields: readonly string[]) =>
      get('bug', [...criteria, ['creation_time', since], fieldsOf(fields), ['order', 'bug_id DESC'], ['limit', '100']]),
  }
}

const PRODUCT_VALUES = [
  'name',
  ...['components', 'versions', 'milestones'].flatMap(list => [`${list}.name`, `${list}.is_active`]),
]

/** Its class, which loaders of CommonJS modules wrap once or twice. */
async function loaded() {
  const { default: module } = await import('bugzilla')
  return 'default' in module ? module.default : (module as unknown as (typeof module)['default'])
}

function signatureOf({ key }: Credentials, flavour: Flavour | undefined): Signature {
  if (key === undefined || flavour === undefined) return { by: 'nothing' }
  return { by: flavour === 'bmo' ? 'header' : 'parameter', key }
}

function fieldsOf(names: readonly string[]): readonly [string, string] {
  return ['include_fields', names.join(',')]
}

function idsOf(ids: readonly number[]): Criteria {
  return ids.map(id => ['ids', String(id)] as const)
}

function raw(answer: unknown): unknown {
  return answer
}
