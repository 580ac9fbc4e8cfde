import { type Call, type Key, SourceError, type Write } from 'issuefs/source'
import { send } from '../client/send.ts'
import type { Issue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import type { ISSUE } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { createIssue, findCreated } from './create.ts'
import { fieldsOf } from './fields.ts'
import { createSurroundings } from './surroundings.ts'
import { textOf } from './text.ts'
import { issuePath, updateIssue } from './update.ts'

/** What may be written of issues. */
export function issueWrite(site: Site): Write<typeof ISSUE, Issue> {
  const around = createSurroundings(site)
  return {
    texts: ['title', 'body', 'sections', 'comments'],
    fields: (of, call) => fieldsOf(around, of, call),
    update: (edit, call) => updateIssue(site, around, edit, call),
    async comment({ key, text, entity }, call) {
      const issue = { notes: textOf(site, text, entity) }
      await send(site, call, { method: 'PUT', path: issuePath({ key }), body: { issue }, purpose: 'add notes' })
    },
    create: (draft, call) => createIssue(site, around, draft, call),
    findCreated: (draft, call) => findCreated(site, draft, call),
    remove: (issue, call) => removeIssue(site, issue, call),
  }
}

interface Removal {
  readonly key: Key<typeof ISSUE>
  readonly entity: Issue
}

/** Redmine would delete subtasks without asking. */
async function removeIssue(site: Site, { key, entity }: Removal, call: Call): Promise<void> {
  const { length } = listOf(entity.fields.children)
  if (length > 0) {
    const what = `#${key.id} has ${length === 1 ? 'a subtask' : `${length} subtasks`}, which Redmine would delete too`
    throw new SourceError('invalid', `${what}: delete or move them first.`)
  }
  await send(site, call, {
    method: 'DELETE',
    path: issuePath({ key }),
    accept: [404],
    safe: true,
    purpose: 'delete issues',
  })
}
