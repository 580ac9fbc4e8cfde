import type { Counts, RecordedSave, Step, TreePlan } from './tree-plan.ts'

/** A backend as the conformance kit sees it. */
export interface BackendFixture {
  /** Heads its tests, and stands in the sentence about a skip that names nothing. */
  readonly name: string
  /** Whether other processes see the tree. @default true */
  readonly programs?: boolean
  /** What this backend can't do, each with the reason. */
  readonly skip?: readonly Skip[]
  /** Shows a planned tree, with this backend. */
  attach(plan: TreePlan): Promise<AttachedFixture>
}

/** Cases that a backend can't pass. They are shown as skipped, never left out. */
export interface Skip {
  /** A sentence that vitest shows beside the skipped cases. */
  readonly reason: string
  /** Names of cases, or of whole subjects. */
  readonly cases: readonly string[]
}

/** A planned tree that is attached. */
export interface AttachedFixture {
  /** How the cases reach the tree: `node:fs/promises` for a real mount, a volume's `promises` for one in memory. */
  readonly files: FileView
  /** A path of the plan as `files` and programs know it. */
  at(path: string): string
  /** Lets something happen to the tree, and resolves when it has. Gives how often the tracker was asked so far, by path. */
  steer(step: Step): Promise<Counts>
  /** What was handed over to be saved so far, in order. */
  saves(): Promise<readonly RecordedSave[]>
  /** Detaches it and leaves nothing behind; also when it is broken. */
  detach(): Promise<void>
}

/** The part of `node:fs/promises` that the cases use. */
export type FileView = Pick<
  typeof import('node:fs/promises'),
  | 'access'
  | 'appendFile'
  | 'chmod'
  | 'lstat'
  | 'mkdir'
  | 'open'
  | 'opendir'
  | 'readFile'
  | 'readdir'
  | 'readlink'
  | 'rename'
  | 'rm'
  | 'rmdir'
  | 'stat'
  | 'statfs'
  | 'symlink'
  | 'truncate'
  | 'unlink'
  | 'utimes'
  | 'writeFile'
>
