import type { SourceError } from 'issuefs/source'
import { isAboutBug, problem } from '../client/problem.ts'
import type { BugzillaClient } from '../client.ts'
import { isRawBug, type RawBug } from '../model/bug.ts'
import { idOf, listOf, objectOf } from '../model/json.ts'

/** Bugs by number, and why the others are missing. */
export interface Known {
  readonly bugs: ReadonlyMap<number, RawBug>
  readonly faults: ReadonlyMap<number, SourceError>
}

/** Reads bugs by number in one request; one by one those of which the server says nothing. */
export async function bugsIn(
  client: BugzillaClient,
  ids: readonly number[],
  fields: readonly string[],
): Promise<Known> {
  const { bugs, faults } = await ask(client, ids, fields)
  const left = ids.filter(id => !bugs.has(id) && !faults.has(id))
  if (left.length === 0) return { bugs, faults }
  const singles = await Promise.all(left.map(id => ask(client, [id], fields)))
  return {
    bugs: new Map([...bugs, ...singles.flatMap(single => [...single.bugs])]),
    faults: new Map([...faults, ...singles.flatMap(single => [...single.faults])]),
  }
}

async function ask(client: BugzillaClient, ids: readonly number[], fields: readonly string[]): Promise<Known> {
  if (ids.length === 0) return { bugs: new Map(), faults: new Map() }
  try {
    const answer = objectOf(await client.bugs(ids, fields))
    const bugs = listOf(answer.bugs).filter(isRawBug)
    const faults = listOf(answer.faults).map(objectOf)
    return {
      bugs: new Map(bugs.map(bug => [bug.id, bug])),
      faults: new Map(
        faults.flatMap(({ id, faultCode, faultString }) => {
          const error = problem(400, { code: Number(faultCode), message: faultString }, client.asked)
          return idOf(id) === undefined ? [] : [[idOf(id)!, error] as const]
        }),
      ),
    }
  } catch (error) {
    if (!isAboutBug(error)) throw error
    return { bugs: new Map(), faults: ids.length === 1 ? new Map([[ids[0]!, error]]) : new Map() }
  }
}
