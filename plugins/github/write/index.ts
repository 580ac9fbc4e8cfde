import type { Write } from 'issuefs/source'
import type { Entity } from '../model/entity.ts'
import type { ISSUE, PULL } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { comment } from './comments.ts'
import { create, findCreated } from './create.ts'
import { writableFields } from './fields.ts'
import { remove } from './remove.ts'
import { update } from './update.ts'

/** What may be written of issues. */
export function issueWrite(site: Site): Write<typeof ISSUE, Entity> {
  return {
    fields: (of, call) => writableFields(site, 'issue', of, call),
    texts: ['title', 'body', 'comments'],
    update: (edit, call) => update(site, edit, call),
    comment: (made, call) => comment(site, made, call),
    create: (draft, call) => create(site, draft, call),
    findCreated: (draft, call) => findCreated(site, draft, call),
    remove: (issue, call) => remove(site, issue, call),
  }
}

/** What may be written of pull requests: they come from branches, so none is made or deleted here. */
export function pullWrite(site: Site): Write<typeof PULL, Entity> {
  return {
    fields: (of, call) => writableFields(site, 'pull', of, call),
    texts: ['title', 'body', 'comments'],
    update: (edit, call) => update(site, edit, call),
    comment: (made, call) => comment(site, made, call),
  }
}
