import type { AnyKey } from './key.ts'
import type { RoutePath } from './page.ts'

/** The issue that a reference names, as far as it can be told without asking anybody. */
export interface Reference {
  readonly route: RoutePath
  readonly key: AnyKey
  /**
   * The address in the tracker, always spelled alike: by it a short reference of one mount is known in another
   * mount of the same tracker, and told from the same short reference of another tracker.
   */
  readonly url: string
  /** Whether the options may show it: an issue of a project that they leave out has no file here. */
  readonly shown: boolean
}
