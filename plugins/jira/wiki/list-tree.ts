import type { BlockContent, List } from 'mdast'
import { deepestList } from './context.ts'

/** One item as it stood: its marks (`*#`) and its content. */
export interface ListEntry {
  readonly marks: string
  readonly children: BlockContent[]
}

/**
 * Lists of lists, from the number of marks of each item.
 *
 * An item that is more than one level deeper than the one above is one level deeper; a change of kind starts a list.
 */
export function listTree(entries: readonly ListEntry[]): List[] {
  const roots: List[] = []
  const path: { readonly list: List; readonly mark: string }[] = []
  for (const { marks, children } of entries) {
    if (children.length === 0) continue
    const mark = marks.at(-1)!
    const depth = Math.min(marks.length, path.length + 1, deepestList)
    path.length = Math.min(path.length, depth)
    if (path[depth - 1]?.mark !== mark) {
      path.length = depth - 1
      const list: List = {
        type: 'list',
        ordered: mark === '#',
        start: mark === '#' ? 1 : null,
        spread: false,
        children: [],
      }
      const parent = path.at(-1)?.list.children.at(-1)
      if (parent) parent.children.push(list)
      else roots.push(list)
      path.push({ list, mark })
    }
    path.at(-1)!.list.children.push({ type: 'listItem', spread: false, checked: null, children })
  }
  return roots
}
