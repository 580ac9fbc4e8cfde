/** The changes of a bug, as stored. */
export interface History {
  readonly id: number
  /** As Bugzilla sent them, oldest first. */
  readonly entries: readonly unknown[]
}
