import { type Call, documents, type Got, isSourceError } from 'issuefs/source'
import { isAboutBug } from '../client/problem.ts'
import { type BugWant, failedGot } from '../fetch/bugs.ts'
import type { History } from '../model/history.ts'
import { idOf, listOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { historyDocument } from '../render/history.ts'
import type { Site } from '../site.ts'
import { HISTORY } from './paths.ts'

/** Who changed what and when. Read when somebody looks, one request for each bug. */
export function history(site: Site) {
  return documents(HISTORY, {
    hidden: true,
    fetch: (wants, call) => Promise.all(wants.map(want => fetchHistory(site, call, want))),
    render: (entity: History) => historyDocument(entity, site.url),
  })
}

async function fetchHistory(site: Site, call: Call, { id: given, key }: BugWant): Promise<Got<History>> {
  const id = idOf(given ?? key.id)
  if (id === undefined) return { status: 'gone' }
  try {
    const answer = objectOf(await (await site.client(call)).history(id))
    const [bug] = listOf(answer.bugs)
    const entries = listOf(objectOf(bug).history)
    const modified = isoTime(objectOf(entries.at(-1)).when)
    return {
      status: 'fresh',
      id: String(id),
      key: { product: key.product, id },
      entity: { id, entries },
      validator: `${entries.length}:${modified ?? ''}`,
      ...(modified && { modified }),
    }
  } catch (error) {
    if (isSourceError(error) && isAboutBug(error)) return failedGot(error)
    throw error
  }
}
