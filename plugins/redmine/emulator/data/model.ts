/** What the emulator holds. Times are milliseconds since 1970. */

export interface Named {
  readonly id: number
  readonly name: string
}

export interface User extends Named {
  readonly login: string
  readonly firstname: string
  readonly lastname: string
  readonly admin: boolean
}

export interface Status extends Named {
  readonly closed: boolean
}

export interface Project extends Named {
  readonly identifier: string
  readonly parent: number | undefined
  readonly isPublic: boolean
  readonly categories: readonly Named[]
  readonly versions: readonly Named[]
}

export interface CustomField extends Named {
  readonly format: 'list' | 'string' | 'bool' | 'text'
  readonly multiple: boolean
  readonly values?: readonly string[]
}

export interface Detail {
  readonly property: 'attr' | 'cf' | 'attachment' | 'relation'
  readonly name: string
  readonly old: string | null
  readonly new: string | null
}

export interface Journal {
  readonly id: number
  readonly user: number
  readonly at: number
  notes: string | null
  readonly isPrivate: boolean
  readonly details: readonly Detail[]
}

export interface Attachment {
  readonly id: number
  readonly filename: string
  readonly bytes: Buffer
  readonly description: string
  readonly author: number
  readonly at: number
}

export interface Relation {
  readonly id: number
  readonly from: number
  readonly to: number
  readonly type: string
  readonly delay: number | null
}

export interface Issue {
  readonly id: number
  readonly author: number
  readonly created: number
  updated: number
  closed: number | undefined
  /** Plain attributes under the names of the API: `subject`, `status_id`, `project_id`, … */
  readonly attributes: Record<string, unknown>
  readonly custom: Map<number, string | readonly string[]>
  readonly journals: Journal[]
  readonly attachments: Attachment[]
  readonly watchers: Set<number>
  /** Hours of each entry. */
  readonly hours: number[]
}
