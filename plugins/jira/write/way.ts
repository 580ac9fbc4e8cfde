import type { SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import type { WriteContext } from './context.ts'
import { invalid } from './invalid.ts'
import { type Step, stepsOf } from './step.ts'

/** Steps at most from one status to another. */
export const MOST_STEPS = 6

/** A way through the workflow. Only its first step is one of this issue's own, to be taken as it is. */
export interface Way {
  readonly steps: readonly [Step, ...Step[]]
  /** Whether it is known to end at the status that was asked for. */
  readonly isWhole: boolean
}

/** Where a way begins and ends. */
export interface Journey {
  readonly issue: Issue
  readonly from: string
  readonly to: string
  /** Statuses that were passed already. */
  readonly passed: readonly string[]
  /** How much a step asks for that is not given: of two ways alike, the one that asks for less is taken. */
  asksFor(step: Step): number
}

/**
 * The shortest way from one status to another.
 *
 * Jira tells only the steps out of the status an issue is in. Those further on are learnt from other issues of the same
 * type that are there, without touching them. Where nobody is there to learn from, the way ends: it is not whole, and
 * the rest is found when the issue has come so far.
 */
export async function findWay(journey: Journey, context: WriteContext): Promise<Way> {
  const { issue, from, to, passed } = journey
  const own = stepsOf(await context.client.transitions(issue.id))
  const seen = new Set([from, ...passed].map(fold))
  const ends: Way['steps'][] = []
  let ways = fresh(own, journey).flatMap((step): Way['steps'][] => [[step]])
  while (ways.length > 0) {
    const there = ways.find(way => isAt(way, to))
    if (there) return { steps: there, isWhole: true }
    const longer: Way['steps'][] = []
    for (const way of ways) {
      const status = way.at(-1)!.to
      if (seen.has(fold(status)) || way.length >= MOST_STEPS) continue
      seen.add(fold(status))
      const next = await context.metadata.stepsFrom(status, issue, context.call)
      if (next === undefined) ends.push(way)
      else longer.push(...fresh(next, journey).map((step): Way['steps'] => [...way, step]))
    }
    ways = longer
  }
  const [end] = ends.toSorted((one, other) => Number(one.at(-1)!.isDone) - Number(other.at(-1)!.isDone))
  if (end) return { steps: end, isWhole: false }
  throw noWay(journey, own)
}

/** Steps worth following, those that ask for least first. */
function fresh(steps: readonly Step[], { passed, asksFor }: Journey): readonly Step[] {
  return steps
    .filter(step => !passed.some(status => fold(status) === fold(step.to)))
    .toSorted((one, other) => asksFor(one) - asksFor(other))
}

function isAt(way: Way['steps'], status: string): boolean {
  return fold(way.at(-1)!.to) === fold(status)
}

function noWay({ from, to }: Journey, own: readonly Step[]): SourceError {
  const targets = [...new Set(own.map(step => step.to))]
  const offer = targets.length > 0 ? `from there it goes to ${targets.map(name => `"${name}"`).join(', ')}` : undefined
  return invalid(
    'status',
    `no way leads from "${from}" to "${to}"; ${offer ?? 'this account may not move the issue anywhere from there'}`,
  )
}

/** The status that an issue was in when it was read. */
export function statusOf(issue: Pick<Issue, 'fields'>): string {
  return lineOf(objectOf(issue.fields.status).name) ?? ''
}

/** A name as Jira compares it. */
export function fold(name: string): string {
  return name.trim().toLowerCase()
}
