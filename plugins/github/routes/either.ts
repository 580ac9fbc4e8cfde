import { type Call, documents, type Got } from 'issuefs/source'
import type { ItemWant } from '../fetch/items.ts'
import { failedGot } from '../fetch/single.ts'
import { objectOf } from '../model/json.ts'
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
  const { owner, repo, number } = key
  try {
    const { status, data } = await (await site.client(call)).issue(owner, repo, number)
    if (status !== 200) return { status: 'gone' }
    const isPull = objectOf(data).pull_request !== undefined
    return { status: 'moved', route: isPull ? PULL : ISSUE, to: { owner, repo, number } }
  } catch (error) {
    return failedGot(call, error)
  }
}
