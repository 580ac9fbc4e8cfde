/** The path templates of this source, which are also the names of its routes. */
export const PRODUCT = '{product}'
export const BUG = '{product}/{id:int}.md'
export const HISTORY = '{product}/{id:int}/history.md'
export const ATTACHMENT = '{product}/{id:int}/attachments/{name}'
/** Wherever the bug of this number stands. */
export const ANYWHERE = '{id:int}.md'

/** The parameters of `{product}/{id:int}.md`. */
export interface BugKey {
  readonly product: string
  readonly id: number
}
