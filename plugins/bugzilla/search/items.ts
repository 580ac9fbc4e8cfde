import type { Item, Part } from 'issuefs/source'
import { needsAttachments } from '../fetch/attachments.ts'
import { embeddedComments } from '../fetch/comments.ts'
import { type Bug, type RawBug, toBug, versionOf } from '../model/bug.ts'
import type { FieldDirectory } from '../model/field-directory.ts'
import { BUG } from '../routes/paths.ts'

/** Who a bug is. */
export function identityOf({ id, product }: RawBug) {
  return { route: BUG, key: { product, id }, id: String(id) } as const
}

/** A bug of a listing, with what the answer had of it. */
export function wholeItem(raw: RawBug, directory: FieldDirectory): Item<Bug> {
  const comments = embeddedComments(raw)
  const missing: readonly Part[] = [
    ...(comments === undefined ? ['comments'] : []),
    ...(comments === undefined || needsAttachments(comments) ? ['attachments'] : []),
  ]
  return {
    ...identityOf(raw),
    ...versionOf(raw),
    entity: toBug(raw, directory, comments ?? [], []),
    ...(missing.length > 0 && { missing }),
  }
}
