import { type Call, documents, type Got, isSourceError, SourceError } from 'issuefs/source'
import type { ItemWant } from '../fetch/items.ts'
import { failedGot } from '../fetch/single.ts'
import { type ItemKey, idOf } from '../model/key.ts'
import { diffDocument } from '../render/diff.ts'
import type { Site } from '../site.ts'
import { DIFF } from './paths.ts'

/** What a pull request changes. */
export interface Diff {
  readonly key: ItemKey
  readonly text: string
}

/** The diff of a pull request, read when somebody looks. `git apply` and `patch` skip what stands around it. */
export function diff(site: Site) {
  return documents(DIFF, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => fetchDiff(site, want, call))),
    render: (entity: Diff) => diffDocument(entity),
  })
}

async function fetchDiff(site: Site, { key, id }: ItemWant, call: Call): Promise<Got<Diff>> {
  try {
    const { owner, repo, number } = key
    const text = await (await site.client(call)).diff(owner, repo, number)
    return {
      status: 'fresh',
      id: id ?? idOf(key),
      key: { owner, repo, number },
      entity: { key: { owner, repo, number }, text },
    }
  } catch (error) {
    return failedGot(call, isSourceError(error) && error.status === 406 ? tooLarge(key, error) : error)
  }
}

/** GitHub gives no diff of more than 20,000 lines or 300 files. */
function tooLarge({ owner, repo, number }: ItemKey, cause: SourceError): SourceError {
  const remedy = `“git fetch origin pull/${number}/head” in a clone gets what it changes`
  const sentence = `The diff of ${owner}/${repo}#${number} is too large for GitHub to give: ${remedy}.`
  return new SourceError('unsupported', sentence, { status: 406, cause })
}
