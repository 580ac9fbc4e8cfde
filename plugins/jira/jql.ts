import type { Selection } from './options.ts'

/** Conditions joined by AND, each for itself. Empty ones are left out. */
export function allOf(...conditions: readonly (string | undefined)[]): string {
  const present = conditions.filter(condition => condition !== undefined && condition !== '')
  return present.length === 1 ? present[0]! : present.map(condition => `(${condition})`).join(' AND ')
}

/** A text in quotes. */
export function quoted(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, '\\$&')}"`
}

/**
 * The condition that a selection stands for. Never empty: Jira Cloud refuses queries without a bound.
 *
 * @param project narrows it to one project
 */
export function conditionOf({ projects, jql, since }: Selection, project?: string): string {
  const keys = project === undefined ? projects : [project]
  return (
    allOf(
      keys && `project in (${keys.map(quoted).join(', ')})`,
      jql && withoutOrder(jql),
      since && sinceCondition(since),
    ) || 'updated >= "1970-01-02"'
  )
}

/** A query without its ORDER BY: the order is ours. Quoted words stay. */
export function withoutOrder(jql: string): string {
  const parts = jql.match(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\border\s+by\b|[\s\S]/gi) ?? []
  const end = parts.findIndex(part => /^order\s+by$/i.test(part))
  return (end < 0 ? parts : parts.slice(0, end)).join('').trim()
}

function sinceCondition(since: string): string {
  return `updated >= ${since.startsWith('-') ? since : quoted(since)}`
}
