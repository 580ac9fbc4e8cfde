import type { Node } from '../store/contract.ts'

/** In `Node.detail` of a folder: that of all views, and one of them. */
export const viewsDetail = 'views'
export const viewDetail = 'view'

/** What a folder is to the views of its mount; `undefined` for a folder of the tracker. */
export function viewRole({ kind, detail }: Node): 'all' | 'one' | undefined {
  if (kind !== 'folder') return undefined
  return detail === viewsDetail ? 'all' : detail === viewDetail ? 'one' : undefined
}
