import type { CommonOptions } from './contract.ts'

/** Stock 5.2, or a server like bugzilla.mozilla.org. */
export type Flavour = 'stock' | 'bmo'

/** Options of the Bugzilla emulator. */
export interface EmulatorOptions extends CommonOptions {
  /** @default 'stock' */
  readonly flavour?: Flavour
  /** Bugs that a search gives at most, as the administrator set it. @default 10000 */
  readonly pageCap?: number
  /** Whether the account may change bugs that are not its own (the group `editbugs`). @default true */
  readonly mayEdit?: boolean
  /** Milliseconds by which the server's clock is ahead of this machine's. @default 0 */
  readonly clockSkew?: number
  /** Minutes by which the server's own zone is ahead of UTC. @default 0 */
  readonly zone?: number
  /** Statuses into which no bug goes without a comment in the same request. @default none */
  readonly commentOn?: readonly string[]
}
