import type { Call, Item, Page } from 'issuefs/source'
import { searchPage } from './list/search.ts'
import { idOf, spelled } from './model/key.ts'
import { type Selection, withoutOrder } from './options.ts'
import type { Site } from './site.ts'

/** The views that need no configuration. */
export const VIEWS = { mine: 'is:open assignee:@me', open: 'is:open' } as const

/** One page of what a search finds among what the options select. Its `sort:` is ignored. */
export async function viewPage(site: Site, query: string, call: Call, from?: string): Promise<Page> {
  const page = await searchPage(site, call, 'identity', from, withoutOrder(query))
  const selected = page.items.filter(({ key }) => isSelected(site.selection, key))
  return { ...page, items: selected.map(item => spelledItem(site.selection, item)) }
}

function spelledItem(selection: Selection, item: Item): Item {
  const { owner, repo, number } = item.key
  const key = spelled(selection, { owner: String(owner), repo: String(repo), number: Number(number) })
  return { ...item, key, id: idOf(key) }
}

/** A query may name repositories of its own, which GitHub takes as more, not as fewer. */
export function isSelected({ repos, owner }: Selection, key: Readonly<Record<string, string | number>>): boolean {
  const [name, repo] = [String(key.owner).toLowerCase(), String(key.repo).toLowerCase()]
  if (repos.length === 0 && owner === undefined) return true
  if (owner?.toLowerCase() === name) return true
  return repos.some(each => each.owner.toLowerCase() === name && each.repo.toLowerCase() === repo)
}
