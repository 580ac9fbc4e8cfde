import type { Store } from './data/store.ts'
import type { Reply } from './http/message.ts'
import type { EmulatorOptions } from './options.ts'
import type { Presenter } from './present/presenter.ts'
import type { SearchIndex } from './search-index.ts'
import type { Rights } from './write/rights.ts'

/** What the routes work with. */
export interface Site {
  readonly store: Store
  readonly presenter: Presenter
  readonly index: SearchIndex
  readonly options: Required<Pick<EmulatorOptions, 'pageCap' | 'commentCap' | 'maxResultWindow' | 'timeZone'>>
  readonly rights: Rights
  readonly teams: number
  /** Keys of issues that the caller may not edit. */
  readonly locked: ReadonlySet<string>
  /** Ids of fields that edits leave as they are. */
  readonly ignored: ReadonlySet<string>
  /** Counts a step of the workflow; whether somebody else is just moving the issue. */
  readonly isBusy: () => boolean
  /** Counts a write of an issue; gives the 429 where there were too many. */
  readonly issueWrites: (issue: number) => Reply | undefined
}
