import { SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { keysOf } from '../render/links.ts'
import type { WriteContext } from './context.ts'
import { gone } from './refusal.ts'

/** Deletes an issue; never its sub-tasks along with it. */
export async function remove(issue: Issue, { client }: WriteContext): Promise<void> {
  const subtasks = keysOf(issue.fields.subtasks)
  if (subtasks.length > 0) {
    const sentence = `${issue.key} has sub-tasks, which would be deleted with it: delete ${subtasks.join(', ')} first.`
    throw new SourceError('invalid', sentence)
  }
  await gone(() => client.remove(issue.id))
}
