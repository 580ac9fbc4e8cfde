import { type Call, isSourceError } from 'issuefs/source'
import type { Entity } from '../model/entity.ts'
import { lineOf } from '../model/json.ts'
import type { ItemKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { mutate } from './mutate.ts'
import { refusedChange } from './refused.ts'

const DELETE = 'mutation($id:ID!){deleteIssue(input:{issueId:$id}){repository{nameWithOwner}}}'

/** Deletes an issue, which only administrators may. One that is gone already is well. */
export async function remove(
  site: Site,
  { key, entity }: { readonly key: ItemKey; readonly entity: Entity },
  call: Call,
): Promise<void> {
  const id = lineOf(entity.node.id)
  if (id === undefined) throw refusedChange('GitHub has given no identity of this issue: read it again.')
  await mutate(site, key, DELETE, { id }, call).catch(error => {
    if (!isSourceError(error) || error.kind !== 'not-found') throw error
  })
}
