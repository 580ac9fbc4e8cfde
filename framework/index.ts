/** The tree from a program, without a mount: `import { openHost, walk, readWhole } from 'issuefs'`. */

export type { HostStatus, MountCondition, MountStatus } from './host/status.ts'
export { type Host, type HostOptions, type MountRequest, openHost } from './host.ts'
export type { EditControl } from './journal/control.ts'
export type { EntryState, What } from './journal/entry.ts'
export type { ListedEdit } from './journal/listed-edit.ts'
export type { LimitState } from './layers/schedule.ts'
export type { ExchangeRecord, Failure, TraceSnapshot } from './layers/trace.ts'
export { loadPlugin } from './plugin/load.ts'
export { locatePlugin } from './plugin/locate.ts'
export * from './source.ts'
export type { Ino, Invalidation, Problem } from './store/contract.ts'
export type { FreshnessPolicy } from './sync/freshness.ts'
export type { Attributes } from './vfs/attributes.ts'
export type {
  AttributeChange,
  Entry,
  FileSystemStatistics,
  Handle,
  OpenForWriting,
  Vfs,
  VfsContext,
  VfsWrite,
  WriteContext,
} from './vfs/contract.ts'
export { type Errno, errnoOf, FileError } from './vfs/errno.ts'
export { list, readWhole, walk } from './vfs/walk.ts'
