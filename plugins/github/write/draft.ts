import type { Call, FieldEdit } from 'issuefs/source'
import type { Entity } from '../model/entity.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { idOf } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import type { Site } from '../site.ts'
import { mutate } from './mutate.ts'
import { refusedChange } from './refused.ts'
import type { Step } from './step.ts'

/** Makes a pull request a draft, or ready for review: only GraphQL can. */
export function draftStep(site: Site, { key, node }: Entity, { to }: FieldEdit, call: Call): Step {
  const id = lineOf(node.id)
  if (id === undefined) throw refusedChange('draft: GitHub has given no identity of this pull request: read it again.')
  const isDraft = to === true || to === 'true'
  const name = isDraft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview'
  const mutation = `mutation($id:ID!){${name}(input:{pullRequestId:$id}){pullRequest{updatedAt}}}`
  return async () => {
    const data = await mutate(site, key, mutation, { id }, call)
    const at = isoTime(objectOf(objectOf(data[name]).pullRequest).updatedAt)
    if (at !== undefined) site.written.note(idOf(key), at)
  }
}
