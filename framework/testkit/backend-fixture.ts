import type { Counts, RecordedSave, Step, TreePlan } from './tree-plan.ts'

/** A backend as the conformance kit sees it. */
export interface BackendFixture {
  readonly name: string
  /** Whether other processes see the tree. @default true */
  readonly programs?: boolean
  /** What this backend can't do, each with the reason. */
  readonly skip?: readonly Skip[]
  /** Shows a planned tree, with this backend. */
  attach(plan: TreePlan): Promise<AttachedFixture>
}

export interface Skip {
  readonly reason: string
  /** Names of cases, or of whole subjects. */
  readonly cases: readonly string[]
}

/** A planned tree that is attached. */
export interface AttachedFixture {
  readonly files: FileView
  /** A path of the plan as `files` and programs know it. */
  at(path: string): string
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
