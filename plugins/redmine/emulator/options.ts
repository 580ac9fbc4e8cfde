import type { CommonOptions } from './contract.ts'

/** Options of the Redmine emulator. */
export interface EmulatorOptions extends CommonOptions {
  /** What generated texts are written in. @default 'markdown' */
  readonly textFormat?: 'markdown' | 'textile'
  /** Whether programs are answered at all, as an administrator may have it. @default true */
  readonly restApi?: boolean
  /** Whether statuses say that they close an issue, as from Redmine 5.0 on. @default true */
  readonly saysClosed?: boolean
}
