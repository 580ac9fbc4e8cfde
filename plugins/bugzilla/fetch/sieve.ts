import type { SourceError } from 'issuefs/source'
import { isAboutBug } from '../client/problem.ts'
import type { BugzillaClient } from '../client.ts'
import { bugsIn } from './permissive.ts'

/** What was found for each bug: a value, or why there is none. */
export type Sieved<T> = ReadonlyMap<number, T | SourceError>

/** Asks for several bugs at once. */
type Ask<T> = (ids: readonly number[]) => Promise<ReadonlyMap<number, T>>

/**
 * Asks for all, and where Bugzilla refuses them because of one, for those that may be read: which they are, the server
 * says in one answer. Where it does not, they are asked for in halves.
 */
export async function sieve<T>(client: BugzillaClient, ids: readonly number[], ask: Ask<T>): Promise<Sieved<T>> {
  if (ids.length === 0) return new Map()
  try {
    return await ask(ids)
  } catch (error) {
    if (!isAboutBug(error)) throw error
    if (ids.length === 1) return new Map([[ids[0]!, error]])
  }
  const known = await bugsIn(client, ids, ['id', 'product'])
  const good = ids.filter(id => known.bugs.has(id))
  const parts = good.length < ids.length ? [good] : halves(ids)
  const found = await Promise.all(parts.map(part => sieve(client, part, ask)))
  return new Map([...known.faults, ...found.flatMap(map => [...map])])
}

function halves(ids: readonly number[]): readonly (readonly number[])[] {
  const half = Math.ceil(ids.length / 2)
  return [ids.slice(0, half), ids.slice(half)]
}
