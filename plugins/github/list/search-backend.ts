import { type Call, isSourceError } from 'issuefs/source'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { askGraphql } from '../query/ask.ts'
import { isCloud, type Site } from '../site.ts'

/** How a server is to be asked for issues. */
export interface Backend {
  readonly type: 'ISSUE' | 'ISSUE_ADVANCED'
  /** Whether it knows `(repo:a/b OR repo:c/d)`, and needs it. */
  readonly isGrouped: boolean
}

const USUAL: Backend = { type: 'ISSUE', isGrouped: false }

/** The first Enterprise Server whose only search is the newer one. */
const NEWER = [3, 18] as const

/** Which search the server has; found out once a session, and only where it matters. */
export async function backendOf(site: Site, call: Call, isDisputed: boolean): Promise<Backend> {
  if (!isDisputed) return USUAL
  site.search.backend ??= await find(site, call)
  return site.search.backend
}

async function find(site: Site, call: Call): Promise<Backend> {
  const query = 'query{kinds:__type(name:"SearchType"){enumValues(includeDeprecated:true){name}}}'
  const { data } = await askGraphql(site, call, () => query)
  const names = listOf(objectOf(data.kinds).enumValues).map(value => objectOf(value).name)
  if (names.includes('ISSUE_ADVANCED')) return { type: 'ISSUE_ADVANCED', isGrouped: true }
  return { type: 'ISSUE', isGrouped: isCloud(site.api) || (await isNewer(site, call)) }
}

async function isNewer(site: Site, call: Call): Promise<boolean> {
  const client = await site.client(call)
  const answer = await client.get('/meta', { accept: [404] }).catch((error: unknown) => {
    if (isSourceError(error) && error.kind === 'denied' && error.status === 403) return undefined
    throw error
  })
  const version = lineOf(objectOf(answer?.data).installed_version)
  if (version === undefined) return true
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > NEWER[0] || (major === NEWER[0] && minor >= NEWER[1])
}
