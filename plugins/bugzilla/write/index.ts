import type { Write } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import type { BUG } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { comment } from './comment.ts'
import { create } from './create.ts'
import { writableFields } from './fields.ts'
import { findCreated } from './find-created.ts'
import { update } from './update.ts'

/** What may be written of bugs. Bugzilla lets nobody change a description or a comment, nor delete a bug. */
export function bugWrite(site: Site): Write<typeof BUG, Bug> {
  return {
    fields: (of, call) => writableFields(site, of, call),
    texts: ['title', 'sections'],
    update: (edit, call) => update(site, edit, call),
    comment: (made, call) => comment(site, made, call),
    create: (draft, call) => create(site, draft, call),
    findCreated: (draft, call) => findCreated(site, draft, call),
  }
}
