import { lineOf, listOf, objectOf } from './json.ts'
import { millisecondsOf } from './time.ts'

/** The changes of an issue, as stored. */
export interface History {
  readonly id: string
  readonly key: string
  readonly summary?: string
  /** As Jira sent them, oldest first, each once. */
  readonly entries: readonly unknown[]
}

/** Entries of a changelog, oldest first, each once. The flavours answer them in opposite orders. */
export function orderedEntries(entries: readonly unknown[]): readonly unknown[] {
  const unique = new Map(entries.map((entry, position) => [lineOf(objectOf(entry).id) ?? `at ${position}`, entry]))
  return [...unique.values()].toSorted((a, b) => timeOf(a) - timeOf(b) || idOf(a) - idOf(b))
}

/** The entries of one page, which Cloud calls `values` or `histories`, and how many there are in all. */
export function changelogPage(answer: unknown): { readonly entries: readonly unknown[]; readonly total: number } {
  const page = objectOf(answer)
  const entries = [...listOf(page.values), ...listOf(page.histories)]
  return { entries, total: typeof page.total === 'number' ? page.total : entries.length }
}

function timeOf(entry: unknown): number {
  return millisecondsOf(objectOf(entry).created) ?? 0
}

function idOf(entry: unknown): number {
  const id = Number(objectOf(entry).id)
  return Number.isFinite(id) ? id : 0
}
