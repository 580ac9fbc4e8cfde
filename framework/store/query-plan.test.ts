import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { createDocumentReader } from './documents.ts'
import { createEntityReader } from './entities.ts'
import { createNodeReader } from './nodes.ts'
import { createProgressReader } from './progress.ts'
import { migrations } from './schema.ts'

/** The plan of each statement that `use` runs. */
function plansOf(use: (readers: ReturnType<typeof readersOn>) => void): readonly string[] {
  const database = new DatabaseSync(':memory:')
  database.exec(migrations.join(''))
  const plans: string[] = []
  const sql = {
    get<Row>(text: string): Row | undefined {
      explain(text)
      return { count: 0 } as Row
    },
    all<Row>(text: string): Row[] {
      explain(text)
      return []
    },
    columns<Columns>(text: string): Columns[] {
      explain(text)
      return []
    },
    run: () => ({ changes: 0, lastId: 0 }),
  }
  function explain(text: string): void {
    const steps = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all() as { detail: string }[]
    plans.push(`${steps.map(({ detail }) => detail).join('; ')} <- ${text}`)
  }
  use(readersOn(sql))
  database.close()
  return plans
}

function readersOn(sql: Parameters<typeof createEntityReader>[0]) {
  return {
    entities: createEntityReader(sql),
    nodes: createNodeReader(sql),
    documents: createDocumentReader(sql),
    progress: createProgressReader(sql),
  }
}

test('what runs for each file, page, poll or turn reads by an index, never a whole table', () => {
  const plans = plansOf(({ entities, nodes, documents, progress }) => {
    const quiet = (work: () => unknown): void => {
      try {
        work()
      } catch {
        // The rows of this double are empty.
      }
    }
    for (const work of [
      () => entities.entity(1),
      () => entities.byId(1, 'r', 'x'),
      () => entities.wanted(1, 1, 10),
      () => entities.dirty(1, 10),
      () => entities.dirtyEntity(1),
      () => entities.nextRetry(1),
      () => entities.busy(1, 1),
      () => entities.counts(1, ['r']),
      () => entities.unseen(1, 'r', 1),
      () => entities.problems(1, 10),
      () => entities.lines(1, 1, 10),
      () => entities.unlined(1),
      () => entities.documentsIn(1),
      () => nodes.node(1),
      () => nodes.child(1, 'a'),
      () => nodes.children(1, 1, 10),
      () => nodes.exceeds(1, 10),
      () => nodes.folders(1),
      () => documents.bytes(1),
      () => documents.version(1, 'r'),
      () => progress.feed(1, 'f'),
      () => progress.listing(1, 'w', 'load'),
      () => progress.absence(1, 'a'),
    ])
      quiet(work)
  })
  expect(plans).toHaveLength(26)
  expect(plans.filter(plan => /SCAN (?!CONSTANT)/.test(plan))).toEqual([])
  const sorted = plans.filter(plan => plan.includes('TEMP B-TREE'))
  expect(sorted.filter(plan => !plan.includes('JOIN entities'))).toEqual([])
})
