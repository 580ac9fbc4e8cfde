import type { Call, Write } from 'issuefs/source'
import type { UserQuery } from '../client/writing.ts'
import type { Issue } from '../model/issue.ts'
import type { ISSUE } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { comment } from './comment.ts'
import { writeContext } from './context.ts'
import { create } from './create.ts'
import { fields } from './fields.ts'
import { findComment } from './find-comment.ts'
import { findCreated } from './find-created.ts'
import { createMetadata } from './metadata.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

/** What may be written of issues. */
export function writeIssues(site: Site): Write<typeof ISSUE, Issue> {
  const metadata = createMetadata(site)
  const about = (subject: NonNullable<UserQuery['assignable']>, call: Call) =>
    writeContext(site, metadata, subject, call)
  const inIssue = ({ key }: { readonly key: string }, call: Call) => about({ issueKey: key }, call)
  const inProject = ({ project }: { readonly project: string }, call: Call) => about({ project }, call)
  return {
    texts: ['title', 'body', 'sections', 'comments'],
    fields: async (of, call) =>
      fields(of, await (of.of === 'issue' ? inIssue(of.entity, call) : inProject(of.scope, call))),
    update: async (edit, call) => update(edit, await inIssue(edit.entity, call)),
    comment: async (made, call) => comment(made, await inIssue(made.entity, call)),
    findComment: async (made, call) => findComment(made, await inIssue(made.entity, call)),
    create: async (draft, call) => create(draft, await inProject(draft.scope, call)),
    findCreated: async (draft, call) => findCreated(draft, await inProject(draft.scope, call)),
    remove: async ({ entity }, call) => remove(entity, await inIssue(entity, call)),
  }
}
