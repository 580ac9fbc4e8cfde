import type { Call } from 'issuefs/source'
import { Refusal } from '../client/problem.ts'
import type { BugzillaClient } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { productsIn } from '../products.ts'
import type { Origin } from './keys.ts'
import { type Workflow, workflowOf } from './workflow.ts'

/** The values that fields may have, asked for when they are needed and kept for a minute. */
export interface Values {
  /** All of a field; `undefined` where none can be named. */
  of(origin: Origin, product: string, call: Call): Promise<readonly string[] | undefined>
  workflow(call: Call): Promise<Workflow>
}

/** Milliseconds for which values are kept. */
const KEPT = 60_000

interface Asked {
  readonly answer: Promise<unknown>
  readonly call: Call
  readonly at: number
}

/** Nothing was asked yet. A failure is not kept; nobody fails because somebody else gave up. */
export function createValues(connect: (call: Call) => Promise<BugzillaClient>): Values {
  const known = new Map<string, Asked>()

  async function get(name: string, call: Call, ask: (client: BugzillaClient) => Promise<unknown>): Promise<unknown> {
    for (;;) {
      const found = known.get(name)
      const isFresh = found !== undefined && performance.now() - found.at < KEPT
      const asked = isFresh ? found : { answer: connect(call).then(ask), call, at: performance.now() }
      known.set(name, asked)
      try {
        return await asked.answer
      } catch (error) {
        if (known.get(name) === asked) known.delete(name)
        if (asked.call === call || !asked.call.signal.aborted || call.signal.aborted) throw error
      }
    }
  }

  const field = (name: string, call: Call) => get(`field ${name}`, call, client => client.field(name))

  return {
    workflow: async call => workflowOf(valuesIn(await field('bug_status', call))),
    async of(origin, product, call) {
      if (origin.of === 'nothing' || origin.of === 'workflow') return undefined
      if (origin.of === 'products') {
        return productsIn(await get('products', call, client => client.accessibleProducts())).map(({ name }) => name)
      }
      if (origin.of === 'field') return active(valuesIn(await field(origin.name, call).catch(unknownField)))
      const answer = await get(`product ${product}`, call, client => client.productValues(product))
      const [found] = listOf(objectOf(answer).products)
      return active(listOf(objectOf(found)[origin.list]))
    },
  }
}

/** A site may lack a field. */
function unknownField(error: unknown): undefined {
  if (!(error instanceof Refusal) || error.code !== NO_OBJECT) throw error
}

/** `object_does_not_exist` of Bugzilla::WebService::Constants. */
const NO_OBJECT = 51

function valuesIn(answer: unknown): readonly unknown[] {
  return listOf(objectOf(listOf(objectOf(answer).fields)[0]).values)
}

/** The names of those that are not switched off; `undefined` for no list. */
function active(values: readonly unknown[]): readonly string[] | undefined {
  const names = values.map(objectOf).flatMap(value => (value.is_active === false ? [] : (lineOf(value.name) ?? [])))
  return names.length > 0 ? names : undefined
}
