import { type Call, documents, type Got } from 'issuefs/source'
import type { GitHubClient } from '../client.ts'
import type { ItemWant } from '../fetch/items.ts'
import { failedGot, follow } from '../fetch/single.ts'
import { type JsonObject, objectOf } from '../model/json.ts'
import { type ItemKey, isNumber, isSameRepository, repositoryAt, repositoryNamed, spelled } from '../model/key.ts'
import type { Site } from '../site.ts'
import { EITHER, ISSUE, PULL } from './paths.ts'

/** The number of an issue or a pull request, in no listing: it leads to the file of what it is. */
export function either(site: Site) {
  return documents(EITHER, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => find(site, want, call))),
    render: () => ({ front: {}, title: '', body: { format: 'plain', blocks: [] } }),
  })
}

async function find(site: Site, { key }: ItemWant, call: Call): Promise<Got> {
  try {
    const client = await site.client(call)
    const { answer, isRedirected } = await follow(client, key)
    if (answer.status !== 200) return { status: 'gone' }
    const isPull = objectOf(answer.data).pull_request !== undefined
    const to = isRedirected ? spelled(site.selection, await placeOf(client, key, objectOf(answer.data))) : key
    return { status: 'moved', route: isPull ? PULL : ISSUE, to: { ...to } }
  } catch (error) {
    return failedGot(call, error)
  }
}

/** Where it is now: elsewhere when it was transferred, under its old name when the repository was renamed. */
async function placeOf(client: GitHubClient, key: ItemKey, issue: JsonObject): Promise<ItemKey> {
  const [now, number] = [repositoryAt(issue.repository_url), issue.number]
  if (!now || !isNumber(number)) return key
  const { full_name } = objectOf((await client.get(`/repos/${key.owner}/${key.repo}`)).data)
  const asked = repositoryNamed(full_name)
  return asked && isSameRepository(now, asked) ? { ...key, number } : { ...now, number }
}
