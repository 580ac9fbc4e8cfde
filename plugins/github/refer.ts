import type { Reference } from 'issuefs/source'
import { repositoryNamed, spelled } from './model/key.ts'
import { type GitHubOptions, selectionOf } from './options.ts'
import { EITHER } from './routes/paths.ts'
import { webOf } from './site.ts'
import { isSelected } from './views.ts'

/**
 * What `acme/app#34`, or the address of an issue or a pull request, names. Which of the two it is only GitHub knows
 * (`…/issues/34` leads to the pull request 34 too), so the path is the one that leads to either.
 */
export function refer(reference: string, options: GitHubOptions): Reference | undefined {
  const web = webOf(options.url)
  const [, name, digits] =
    /^([^#\s]+)#([1-9]\d{0,14})$/.exec(reference) ?? (isAddress(reference) ? partsOf(reference, web) : [])
  const repository = repositoryNamed(name)
  if (!repository || digits === undefined) return undefined
  const selection = selectionOf(options)
  const key = spelled(selection, { ...repository, number: Number(digits) })
  return {
    route: EITHER,
    key,
    url: `${web}/${key.owner}/${key.repo}/issues/${digits}`,
    shown: isSelected(selection, key),
  }
}

function isAddress(reference: string): boolean {
  return /^https?:\/\//i.test(reference) && URL.canParse(reference)
}

function partsOf(reference: string, web: string): readonly (string | undefined)[] {
  const { origin, pathname } = new URL(reference)
  if (origin !== web) return []
  return /^\/([^/]+\/[^/]+)\/(?:issues|pull)\/([1-9]\d{0,14})(?:\/.*)?$/.exec(pathname) ?? []
}
