import { documents, type Got } from 'issuefs/source'
import { failedGot } from '../fetch/bugs.ts'
import { bugsIn } from '../fetch/permissive.ts'
import type { Site } from '../site.ts'
import { ANYWHERE, BUG } from './paths.ts'

/** The number of a bug, in no listing: it leads to the file in its product. */
export function anywhere(site: Site) {
  return documents(ANYWHERE, {
    hidden: true,
    batch: 100,
    async fetch(wants, call) {
      const ids = [...new Set(wants.map(({ key }) => key.id))]
      const { bugs, faults } = await bugsIn(await site.client(call), ids, ['id', 'product', 'last_change_time'])
      const failed = new Map(faults)
      return wants.map(({ key: { id } }): Got => {
        const bug = bugs.get(id)
        if (bug) return { status: 'moved', route: BUG, to: { product: bug.product, id } }
        const fault = failed.get(id)
        return fault ? failedGot(fault) : { status: 'gone' }
      })
    },
    render: () => ({ front: {}, title: '', body: { format: 'plain', blocks: [] } }),
  })
}
