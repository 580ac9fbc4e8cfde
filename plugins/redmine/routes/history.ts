import { documents } from 'issuefs/source'
import { fetchHistories } from '../fetch/history.ts'
import type { History } from '../model/history.ts'
import { historyDocument } from '../render/history.ts'
import type { Site } from '../site.ts'
import { HISTORY } from './paths.ts'

/** Who changed what and when. Read when somebody looks. */
export function history(site: Site) {
  return documents(HISTORY, {
    hidden: true,
    fetch: (wants, call) => fetchHistories(site, wants, call),
    render: (entity: History) => historyDocument(entity, site.url),
  })
}
