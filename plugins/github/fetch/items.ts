import { type Call, type Got, isSourceError, type SourceError, type Want } from 'issuefs/source'
import { notThere } from '../client/problem.ts'
import { isTooMuch } from '../client.ts'
import { type Entity, kindOf, missingOf, versionOf } from '../model/entity.ts'
import { isObject, type JsonObject, objectOf } from '../model/json.ts'
import { type ItemKey, idOf, isNumber, isSameRepository, type Kind, repositoryNamed } from '../model/key.ts'
import { isOwner, isRepository } from '../options.ts'
import { askGraphql } from '../query/ask.ts'
import { selectionOf } from '../query/selection.ts'
import type { Site } from '../site.ts'
import { LOOKS, pause } from '../write/written.ts'
import { fetchSingle, movedTo } from './single.ts'
import { completed } from './tails.ts'

export type ItemWant = Want<ItemKey>

/** Most wants in one query: longer ones take GitHub too long. */
const BATCH = 50

/** Reads issues or pull requests, one answer per want, in order. One bad issue never fails its batch. */
export async function fetchItems(
  site: Site,
  kind: Kind,
  wants: readonly ItemWant[],
  call: Call,
): Promise<readonly Got<Entity>[]> {
  const possible = wants.filter(isPossible)
  const parts = possible.flatMap(want => {
    const told = begun(want)
    return told ? [[want, told] as const] : []
  })
  const others = possible.filter(want => !parts.some(([begun]) => begun === want))
  const batches: ItemWant[][] = []
  for (let at = 0; at < others.length; at += BATCH) batches.push(others.slice(at, at + BATCH))
  const asked = [whole(site, kind, parts, call), ...batches.map(batch => ask(site, kind, batch, call))]
  const answers = new Map((await Promise.all(asked)).flatMap(one => [...one]))
  return Promise.all(
    wants.map(want => {
      const answer = answers.get(want)
      return answer === undefined ? ({ status: 'gone' } as const) : gotOf(site, kind, want, answer, call)
    }),
  )
}

/** What a query told of one want. */
interface Told {
  /** The repository as it is called now; `undefined` when it cannot be seen. */
  readonly name: string | undefined
  readonly node: JsonObject | undefined
  /** Why GitHub gives nothing of this one. */
  readonly error?: SourceError
}

/** Asks for a batch; when GitHub takes too long for it, for its halves. */
async function ask(
  site: Site,
  kind: Kind,
  wants: readonly ItemWant[],
  call: Call,
): Promise<ReadonlyMap<ItemWant, Told>> {
  try {
    return await askOnce(site, kind, wants, call)
  } catch (error) {
    if (!isSourceError(error) || !isTooMuch(error)) throw error
    if (wants.length === 1) return new Map([[wants[0]!, { name: undefined, node: undefined, error }]])
    const half = Math.ceil(wants.length / 2)
    const [first, second] = await Promise.all(
      [wants.slice(0, half), wants.slice(half)].map(part => ask(site, kind, part, call)),
    )
    return new Map([...first!, ...second!])
  }
}

async function askOnce(site: Site, kind: Kind, wants: readonly ItemWant[], call: Call) {
  const groups = [...Map.groupBy(wants, ({ key: { owner, repo } }) => `${owner}/${repo}`).values()]
  const build = (lacks: ReadonlySet<string>) => {
    const selection = `...on ${kind === 'issue' ? 'Issue' : 'PullRequest'}{${selectionOf(kind, lacks)}}`
    const parts = groups.map((group, at) => {
      const { owner, repo } = group[0]!.key
      const items = group.map(
        ({ key: { number } }) => `i${number}:issueOrPullRequest(number:${number}){__typename ${selection}}`,
      )
      const place = `owner:${JSON.stringify(owner)},name:${JSON.stringify(repo)}`
      return `r${at}:repository(${place}){nameWithOwner ${[...new Set(items)].join(' ')}}`
    })
    return `query{${parts.join(' ')}}`
  }
  const { data } = await askGraphql(site, call, build).catch(error => {
    // Not one of the repositories can be seen.
    if (isSourceError(error) && error.kind === 'not-found' && error.status === undefined) {
      return { data: {} as JsonObject }
    }
    throw error
  })
  const nodes = groups.flatMap((group, at) => {
    const repository = objectOf(data[`r${at}`])
    return group.map(want => {
      const node = repository[`i${want.key.number}`]
      return [want, { name: repositoryName(repository), node: isObject(node) ? node : undefined }] as const
    })
  })
  return whole(site, kind, nodes, call)
}

/** With the rest of those that were cut short. */
async function whole(site: Site, kind: Kind, nodes: readonly (readonly [ItemWant, Told])[], call: Call) {
  const found = nodes.flatMap(([, { node }]) => (node && kindOf(node) === kind ? [node] : []))
  const rest = await completed(site, call, found)
  return new Map(
    nodes.map(([want, told]) => {
      const isCut = told.node !== undefined && rest.has(told.node)
      return [want, isCut ? { ...told, node: rest.get(told.node!) } : told]
    }),
  )
}

/** What a listing has given already, but for a part: only that is asked for. */
function begun({ entity, missing = [], key }: ItemWant): Told | undefined {
  const node = objectOf(objectOf(entity).node)
  if (missing.length === 0 || missingOf(node).length === 0 || node.number !== key.number) return undefined
  return { name: repositoryName(objectOf(node.repository)), node }
}

function repositoryName({ nameWithOwner }: JsonObject): string | undefined {
  return typeof nameWithOwner === 'string' ? nameWithOwner : undefined
}

/** `attempt`: how often what came was older than what was written. */
async function gotOf(
  site: Site,
  kind: Kind,
  want: ItemWant,
  told: Told,
  call: Call,
  attempt = 0,
): Promise<Got<Entity>> {
  const { node, name, error } = told
  if (error) return { status: 'failed', error }
  if (name === undefined) return { status: 'failed', error: notThere(site, want.key) }
  if (node === undefined) return fetchSingle(site, kind, want, name, call)
  if (kindOf(node) !== kind) return { status: 'gone' }
  const [now, asked] = [repositoryNamed(objectOf(node.repository).nameWithOwner), repositoryNamed(name)]
  const isElsewhere = now && asked && !isSameRepository(now, asked)
  if (isElsewhere || node.number !== want.key.number) return movedTo(site, now, node.number)
  const { owner, repo, number } = want.key
  const key = { owner, repo, number }
  const version = versionOf(node)
  if (attempt < LOOKS.length && site.written.isStale(idOf(key), version.modified)) {
    await pause(LOOKS[attempt]!, call)
    const again = (await ask(site, kind, [want], call)).get(want)
    return gotOf(site, kind, want, again ?? told, call, attempt + 1)
  }
  return { status: 'fresh', id: idOf(key), key: { ...key }, entity: { kind, key, node }, ...version }
}

/** Whether there can be such a thing. */
function isPossible({ key, id }: ItemWant): boolean {
  return isOwner(key.owner) && isRepository(key.repo) && isNumber(key.number) && (id === undefined || id === idOf(key))
}
