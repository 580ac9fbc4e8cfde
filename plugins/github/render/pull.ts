import { countOf, isObject, type JsonObject, lineOf, listOf, nodesOf, objectOf, wordsOf } from '../model/json.ts'

/** The last verdict of each reviewer: `[alice approved, bob changes requested]`. */
export function verdicts({ reviews }: JsonObject): readonly string[] {
  const last = new Map<string, string>()
  for (const { author, state } of nodesOf(reviews)) {
    const [who, what] = [lineOf(objectOf(author).login), wordsOf(state)]
    if (who && what && what !== 'pending' && (what !== 'commented' || !last.has(who))) last.set(who, what)
  }
  return [...last].map(([who, what]) => `${who} ${what}`)
}

/** The checks of the last commit in short: `failure (3 success, 1 failure)`. */
export function checks(rollup: unknown): string | undefined {
  const { state, contexts } = objectOf(rollup)
  const overall = wordsOf(state)
  const { checkRunCountsByState, statusContextCountsByState } = objectOf(contexts)
  const counts = new Map<string, number>()
  for (const group of [...listOf(checkRunCountsByState), ...listOf(statusContextCountsByState)].filter(isObject)) {
    const [name, count] = [wordsOf(group.state), countOf(group.count)]
    if (name && count) counts.set(name, (counts.get(name) ?? 0) + count)
  }
  const parts = [...counts].map(([name, count]) => `${count} ${name}`).join(', ')
  return overall && (parts ? `${overall} (${parts})` : overall)
}

/** `+12 -3 in 2 files` */
export function size({ additions, deletions, changedFiles }: JsonObject): string | undefined {
  const files = countOf(changedFiles)
  if (files === undefined) return undefined
  return `+${countOf(additions) ?? 0} -${countOf(deletions) ?? 0} in ${files} ${files === 1 ? 'file' : 'files'}`
}
