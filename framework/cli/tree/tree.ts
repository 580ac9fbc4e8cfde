import type { StoreReader } from '../../store/reader.ts'
import type { Vfs } from '../../vfs/contract.ts'
import type { Output } from '../output.ts'

/** A tree that a command reads: of a running mount, or opened for the command alone. */
export interface Tree {
  readonly vfs: Vfs
  readonly read: StoreReader
  /** Waits until everything is listed, fetched and rendered. */
  settle(output: Output): Promise<void>
  /** Asks the tracker for news of a path, `''` for everything. */
  refresh(path: string): Promise<void>
  close(): Promise<void>
}
