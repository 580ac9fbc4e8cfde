import type { Store } from './data/store.ts'
import type { EmulatorOptions } from './options.ts'
import type { Presenter } from './present/presenter.ts'
import type { SearchIndex } from './search-index.ts'

/** What the routes work with. */
export interface Site {
  readonly store: Store
  readonly presenter: Presenter
  readonly index: SearchIndex
  readonly options: Required<Pick<EmulatorOptions, 'pageCap' | 'commentCap' | 'maxResultWindow' | 'timeZone'>>
}
