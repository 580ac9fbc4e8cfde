import type { AnyKey } from './key.ts'
import type { RoutePath } from './page.ts'

/**
 * The issue that a reference names, as far as it can be told without asking anybody.
 *
 * @example
 * function refer(word: string): Reference | undefined {
 *   const id = /^ACME-(\d+)$/.exec(word)?.[1]
 *   if (id === undefined) return undefined
 *   return { route: '{id:int}.md', key: { id: Number(id) }, url: `${url}/issues/${id}`, shown: true }
 * }
 */
export interface Reference {
  /** The route that would have its file, one of `Session.routes`. */
  readonly route: RoutePath
  /** Every parameter of that route's path: the file's path follows from it, whether the issue exists or not. */
  readonly key: AnyKey
  /**
   * The address in the tracker, always spelled alike: by it a short reference of one mount is known in another
   * mount of the same tracker, and told from the same short reference of another tracker.
   */
  readonly url: string
  /** Whether the options may show it: an issue of a project that they leave out has no file here. */
  readonly shown: boolean
}
