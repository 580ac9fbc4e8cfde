import { documents } from 'issuefs/source'
import { fetchItems } from '../fetch/items.ts'
import type { Entity } from '../model/entity.ts'
import { itemDocument } from '../render/document.ts'
import type { Site } from '../site.ts'
import { issueWrite, pullWrite } from '../write/index.ts'
import { ISSUE, PULL } from './paths.ts'

/** One file per issue. They are listed by a feed, together with the pull requests. */
export function issues(site: Site) {
  return documents(ISSUE, {
    batch: 100,
    fetch: (wants, call) => fetchItems(site, 'issue', wants, call),
    render: (entity: Entity) => itemDocument(entity),
    write: issueWrite(site),
  })
}

/** One file per pull request, with its reviews. */
export function pulls(site: Site) {
  return documents(PULL, {
    batch: 100,
    fetch: (wants, call) => fetchItems(site, 'pull', wants, call),
    render: (entity: Entity) => itemDocument(entity),
    write: pullWrite(site),
  })
}
