/** The state of the emulated site. Records are never changed, only replaced: an old record is the past. */

/** A value as the REST API prints it. */
export type Fields = Readonly<Record<string, unknown>>

/** Text of one body: an ADF document (Cloud), wiki markup (Data Center), or nothing. */
export type Rich = Fields | string | null

/** A user in the API's shape: `accountId` on Cloud, `name` and `key` on Data Center. */
export interface User extends Fields {
  readonly displayName: string
}

export interface Comment {
  readonly id: string
  readonly author: User
  readonly updateAuthor: User
  /** Milliseconds, as every time here. */
  readonly created: number
  readonly updated: number
  readonly body: Rich
  readonly properties?: Fields
  /** The group or role that may see it, `{ type, value }`. */
  readonly visibility?: Fields
}

export interface Attachment {
  readonly id: string
  readonly filename: string
  readonly author: User
  readonly created: number
  readonly size: number
  readonly mimeType: string
  /** Only of uploaded files; the others are made up when they are read. */
  readonly data?: Buffer
}

/** One changed field; `from` and `to` are ids, the others what people read. */
export interface Change {
  readonly field: string
  readonly fieldId: string
  readonly from: string | null
  readonly fromText: string | null
  readonly to: string | null
  readonly toText: string | null
}

export interface History {
  readonly id: string
  readonly author: User
  readonly created: number
  readonly items: readonly Change[]
}

/** The heavy part of an issue. `rich` holds bodies by field id (`description`, `environment`, custom ones). */
export interface Content {
  readonly rich: Readonly<Record<string, Rich>>
  readonly comments: readonly Comment[]
  readonly attachments: readonly Attachment[]
  /** Oldest first. */
  readonly histories: readonly History[]
}

/**
 * One issue. `fields` are the light ones, in the API's shape but for `parent`, `subtasks` and `issuelinks`,
 * whose stubs may be as short as `{ id }`: the presenter completes them from the store.
 */
export interface Issue {
  readonly id: number
  readonly key: string
  readonly created: number
  readonly updated: number
  readonly fields: Fields
  /** Values that programs keep with it. */
  readonly properties?: Fields
  /** Generated issues make it when asked, and may make it again. */
  content(): Content
}

export interface Project extends Fields {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly issueTypes: readonly Fields[]
  readonly components: readonly Fields[]
  readonly versions: readonly Fields[]
  readonly lead: User
}

/** A field as `GET field` lists it. */
export interface FieldDefinition {
  readonly id: string
  readonly name: string
  readonly custom: boolean
  readonly orderable: boolean
  /** Part of `*navigable`. */
  readonly navigable: boolean
  readonly searchable: boolean
  readonly clauseNames: readonly string[]
  readonly schema?: FieldSchema
  /** The allowed values of selects. */
  readonly options?: readonly Fields[]
}

export interface FieldSchema {
  readonly type: string
  readonly items?: string
  readonly system?: string
  readonly custom?: string
  readonly customId?: number
}
