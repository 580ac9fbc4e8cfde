import { type Call, folders, type Item, isSourceError, type Page, SourceError } from 'issuefs/source'
import { lineOf, nodesOf, objectOf } from '../model/json.ts'
import { isRepository } from '../options.ts'
import { askGraphql } from '../query/ask.ts'
import type { Site } from '../site.ts'
import { OWNER, REPOSITORY } from './paths.ts'

/** The owners that the options name, and with them the repositories that they name: nobody is asked. */
export function owners(site: Site) {
  const { repos, owner } = site.selection
  const names = new Set([...repos.map(each => each.owner), ...(owner ? [owner] : [])])
  const named = repos.map((key): Item => ({ route: REPOSITORY, key: { ...key }, id: `${key.owner}/${key.repo}` }))
  return folders(OWNER, {
    list: async () => ({ items: [...[...names].map(name => ({ key: { owner: name }, id: name })), ...named] }),
  })
}

/** The repositories of an owner: those named, or all that the token may see. */
export function repositories(site: Site) {
  return folders(REPOSITORY, {
    list: async ({ owner }, call, from) => {
      const named = site.selection.repos.filter(each => each.owner === owner).map(each => each.repo)
      if (owner !== site.selection.owner) return pageOf(owner, named)
      const page = await visible(site, call, owner, from)
      return from === undefined ? { ...page, items: [...pageOf(owner, named).items, ...page.items] } : page
    },
  })
}

/** A page of the repositories of an owner that the token may see. `from` is GraphQL's cursor. */
async function visible(site: Site, call: Call, owner: string, from?: string): Promise<Page> {
  const query = `query($owner:String!,$cursor:String){repositoryOwner(login:$owner){\
repositories(first:100,after:$cursor,ownerAffiliations:[OWNER],orderBy:{field:NAME,direction:ASC}){\
totalCount pageInfo{hasNextPage endCursor} nodes{name}}}}`
  const { data } = await askGraphql(site, call, () => query, { owner, cursor: from ?? null }).catch(error => {
    throw isSourceError(error) && error.kind === 'not-found' ? unknownOwner(site, owner) : error
  })
  if (data.repositoryOwner === null) throw unknownOwner(site, owner)
  const page = objectOf(objectOf(data.repositoryOwner).repositories)
  const { hasNextPage, endCursor } = objectOf(page.pageInfo)
  const next = hasNextPage === true ? lineOf(endCursor) : undefined
  const names = nodesOf(page).flatMap(({ name }) => lineOf(name) ?? [])
  return {
    ...pageOf(owner, names.filter(isRepository)),
    total: Number(page.totalCount) || names.length,
    ...(next !== undefined && next !== from && { next }),
  }
}

function pageOf(owner: string, names: readonly string[]): Page {
  return { items: names.map(repo => ({ key: { owner, repo }, id: `${owner}/${repo}` })) }
}

export function unknownOwner({ api }: { readonly api: string }, owner: string): SourceError {
  const remedy = 'check the option owner'
  return new SourceError('not-found', `GitHub at ${api} knows no user or organization ${owner}: ${remedy}.`)
}
