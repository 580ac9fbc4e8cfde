/** How this mount and this kernel speak with each other. */
export interface Dialect {
  /** The minor version of the protocol. */
  readonly minor: number
  /** Whether a file is read without being opened first. */
  readonly withoutOpen: boolean
  /** Whether lost requests can be asked for again. */
  readonly resends: boolean
}
