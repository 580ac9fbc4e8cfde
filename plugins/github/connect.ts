import { type Account, type Call, type Connection, isSourceError, SourceError } from 'issuefs/source'
import { refused } from './client/problem.ts'
import { askSearch } from './list/search.ts'
import { type JsonObject, lineOf, nodesOf, objectOf } from './model/json.ts'
import { nearest } from './nearest.ts'
import type { Repository } from './options.ts'
import { askGraphql } from './query/ask.ts'
import { unknownOwner } from './routes/folders.ts'
import { isCloud, type Site } from './site.ts'

/** Repositories checked by one query. */
const BATCH = 50

/** Says whose eyes GitHub is seen with; checks the address, the token and what the options name. One request, mostly. */
export async function connect(site: Site, call: Call): Promise<Connection> {
  const { repos, owner, query } = site.selection
  const data = await ask(site, call, repos.slice(0, BATCH))
  for (let at = BATCH; at < repos.length; at += BATCH) await ask(site, call, repos.slice(at, at + BATCH))
  if (owner !== undefined && data.owner === null) throw unknownOwner(site, owner)
  if (query !== undefined) await checkQuery(site, call, query)
  const viewer = objectOf(data.viewer)
  const login = lineOf(viewer.login)
  const id = lineOf(viewer.databaseId) ?? login
  const account: Account | undefined = id === undefined ? undefined : { id, name: login ?? id }
  const { host } = new URL(site.api)
  const place =
    host === 'api.github.com' ? 'GitHub' : `GitHub Enterprise ${isCloud(site.api) ? 'Cloud' : 'Server'} at ${host}`
  return { instance: site.api, summary: `${place}, as ${account?.name ?? 'an app'}`, ...(account && { account }) }
}

async function ask(site: Site, call: Call, repos: readonly Repository[]): Promise<JsonObject> {
  const { owner } = site.selection
  const parts = [
    'viewer{login databaseId}',
    ...(owner === undefined ? [] : [`owner:repositoryOwner(login:${JSON.stringify(owner)}){login}`]),
    ...repos.map(({ owner, repo }, at) => `r${at}:repository(owner:"${owner}",name:"${repo}"){nameWithOwner}`),
  ]
  const { data, errors } = await graphqlAt(site, call, `query{${parts.join(' ')}}`)
  const forbidden = errors.filter(({ type }) => type === 'FORBIDDEN')
  if (forbidden.length > 0) throw refused(forbidden, site)
  const lost = repos.find((_, at) => data[`r${at}`] === null || data[`r${at}`] === undefined)
  if (lost) throw await unknownRepository(site, call, lost)
  return data
}

async function graphqlAt(site: Site, call: Call, query: string) {
  try {
    return await askGraphql(site, call, () => query)
  } catch (error) {
    if (!isSourceError(error) || (error.kind !== 'not-found' && error.kind !== 'unexpected')) throw error
    if (error.status !== undefined && error.status >= 500) throw error
    const remedy = 'check the address (--url or GITHUB_API_URL), for Enterprise Server as https://github.acme.example'
    throw new SourceError('invalid', `There is no GitHub at ${site.api}: ${remedy}.`, { cause: error })
  }
}

/** Names what the owner has that is called alike. */
async function unknownRepository(site: Site, call: Call, { owner, repo }: Repository): Promise<SourceError> {
  const query =
    'query($owner:String!){repositoryOwner(login:$owner){repositories(first:100,orderBy:{field:PUSHED_AT,direction:DESC}){nodes{name}}}}'
  const data = await askGraphql(site, call, () => query, { owner }).then(
    answer => answer.data,
    () => ({}) as JsonObject,
  )
  const names = nodesOf(objectOf(objectOf(data.repositoryOwner).repositories)).flatMap(({ name }) => lineOf(name) ?? [])
  const near = nearest(repo, names).map(name => `${owner}/${name}`)
  const hint = near.length > 0 ? `the nearest are ${near.join(', ')}` : 'check its name, and the rights of the token'
  return new SourceError('not-found', `This token sees no repository ${owner}/${repo} at ${site.api}: ${hint}.`)
}

async function checkQuery(site: Site, call: Call, query: string): Promise<void> {
  await askSearch(site, call, { rest: '', count: 1, depth: 'identity' }).catch(error => {
    if (!isSourceError(error) || error.kind !== 'unexpected' || error.status !== undefined) throw error
    const sentence = `GitHub does not take the search “${query}”: check the option query.`
    throw new SourceError('invalid', sentence, { cause: error })
  })
}
