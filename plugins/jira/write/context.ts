import type { Call } from 'issuefs/source'
import type { UserQuery } from '../client/writing.ts'
import type { JiraClient } from '../client.ts'
import type { FieldDirectory } from '../model/field-directory.ts'
import { isCustom } from '../model/issue.ts'
import type { Site } from '../site.ts'
import type { FieldMeta } from './field-meta.ts'
import type { Metadata } from './metadata.ts'
import { keysOf, type Writable, writables } from './names.ts'
import { peopleOf } from './people.ts'
import { explained } from './refusal.ts'
import type { FindPerson } from './shape.ts'

/** What one save, or one question about it, works with. */
export interface WriteContext {
  readonly site: Site
  readonly metadata: Metadata
  readonly call: Call
  readonly client: JiraClient
  readonly person: FindPerson
  /** The fields of a screen by their keys in the front matter. */
  writables(screen: readonly FieldMeta[]): Promise<readonly Writable[]>
  /** Runs a request, whose refusal is told in the words of the document. */
  explained<T>(ask: () => Promise<T>): Promise<T>
}

/** What a save of this issue, or in this project, works with. */
export async function writeContext(
  site: Site,
  metadata: Metadata,
  subject: NonNullable<UserQuery['assignable']>,
  call: Call,
): Promise<WriteContext> {
  const client = await site.client(call)
  const directory = (ids: readonly string[]) => site.fields(call, ids)
  return {
    site,
    metadata,
    call,
    client,
    person: peopleOf(site, subject, call),
    async writables(screen) {
      return writables(screen, await directory(screen.map(({ id }) => id).filter(isCustom)), client.flavour)
    },
    async explained(ask) {
      const known = await directory([])
      return explained(id => nameOf(id, known), ask)
    },
  }
}

function nameOf(id: string, directory: FieldDirectory): string | undefined {
  return keysOf({ id, custom: directory.type(id) }, directory)[0]
}
