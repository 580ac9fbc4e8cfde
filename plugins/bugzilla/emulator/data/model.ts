/** The state of the emulated site. Times are milliseconds since 1970 in whole seconds, as Bugzilla keeps them. */

export interface User {
  readonly id: number
  /** The login name, which is an e-mail address. */
  readonly name: string
  readonly realName: string
}

export interface Comment {
  readonly id: number
  readonly author: User
  readonly at: number
  readonly text: string
  readonly isPrivate: boolean
  readonly isMarkdown: boolean
  readonly tags: readonly string[]
  readonly attachment: number | null
}

export interface Attachment {
  readonly id: number
  readonly author: User
  readonly at: number
  readonly fileName: string
  readonly summary: string
  readonly type: string
  readonly data: Buffer
  readonly isObsolete: boolean
  readonly isPrivate: boolean
  readonly isPatch: boolean
  readonly flags: readonly Flag[]
}

export interface Flag {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly setter: User
  readonly requestee?: User
  readonly at: number
}

export interface Change {
  readonly field_name: string
  readonly removed: string
  readonly added: string
}

export interface Activity {
  readonly at: number
  readonly who: User
  readonly changes: readonly Change[]
}

/** Values by the names of the REST interface: strings, numbers, lists of them, and `null`. */
export type Values = Record<string, unknown>

export interface Bug {
  readonly id: number
  readonly created: number
  readonly creator: User
  changed: number
  values: Values
  readonly comments: Comment[]
  readonly attachments: Attachment[]
  readonly history: Activity[]
  flags: readonly Flag[]
  /** In a group that the caller is not in. */
  isSecret: boolean
}

export interface Product {
  readonly id: number
  readonly name: string
  readonly components: readonly string[]
}
