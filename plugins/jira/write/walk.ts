import { type FieldEdit, isSourceError, SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { objectOf } from '../model/json.ts'
import type { WriteContext } from './context.ts'
import { scalarsOf } from './field-values.ts'
import { invalid, notAllowed } from './invalid.ts'
import { isMissing, screenValues } from './screen-values.ts'
import type { Step } from './step.ts'
import { findWay, fold, MOST_STEPS, statusOf, type Way } from './way.ts'

/** A change of the status, found and checked, not begun. */
export interface Walk {
  readonly issue: Issue
  readonly to: string
  readonly way: Way
  readonly edits: readonly FieldEdit[]
  /** The keys that are written without it. */
  readonly onEditScreen: ReadonlySet<string>
}

/** How often a step is tried again when somebody else moves the issue at the same moment. */
const ATTEMPTS = 3

/**
 * Finds the way to a status, and checks what its screens ask for; throws `invalid` before anything is sent.
 *
 * @param edits all fields of the save: those not in `onEditScreen` have to be on the screen of a step
 */
export async function planWalk(
  issue: Issue,
  to: string,
  edits: readonly FieldEdit[],
  onEditScreen: ReadonlySet<string>,
  context: WriteContext,
): Promise<Walk | undefined> {
  const from = statusOf(issue)
  if (fold(from) === fold(to)) return undefined
  const { call, metadata } = context
  const statuses = await metadata.statuses(projectOf(issue), typeOf(issue), call)
  if (statuses.length > 0 && !statuses.some(name => fold(name) === fold(to))) throw notAllowed('status', to, statuses)
  const way = await findWay({ issue, from, to, passed: [], asksFor: lacking(issue) }, context)
  const asked = (await Promise.all(way.steps.map(step => context.writables(step.screen)))).flat().map(({ key }) => key)
  // A step that does not end in a resolution may clear one that was set before it.
  const written = new Set([...onEditScreen].filter(key => key !== 'resolution' || !asked.includes(key)))
  for (const step of way.steps) await screenValues(step, issue, edits, written, context)
  const lost = edits.find(({ name, to }) => !written.has(name) && !asked.includes(name) && scalarsOf(to).length > 0)
  if (way.isWhole && lost) {
    throw invalid(
      lost.name,
      `cannot be set on this issue: neither its edit screen nor the way to "${to}" has this field`,
    )
  }
  return { issue, to, way, edits, onEditScreen: written }
}

/** Takes the steps one by one; after each, the issue is asked where it is. */
export async function takeWalk(walk: Walk, context: WriteContext): Promise<void> {
  const passed: string[] = []
  let { way } = walk
  let at = statusOf(walk.issue)
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const [step, ...more] = way.steps
    await takeStep(step, walk, at, context)
    if (more.length === 0 && way.isWhole) return
    passed.push(at)
    const now = await context.client.issue(walk.issue.id, ['status'])
    at = statusOf({ fields: objectOf(now.fields) })
    if (fold(at) === fold(walk.to)) return
    const journey = { issue: walk.issue, from: at, to: walk.to, passed, asksFor: lacking(walk.issue) }
    way = await findWay(journey, context)
  }
  throw invalid('status', `"${walk.to}" was not reached in ${MOST_STEPS} steps; the issue is in "${at}" now`)
}

async function takeStep(step: Step, walk: Walk, at: string, context: WriteContext, attempt = 1): Promise<void> {
  const { issue, edits, onEditScreen } = walk
  try {
    const fields = await screenValues(step, issue, edits, onEditScreen, context)
    await context.explained(() => context.client.take(issue.id, step.id, fields))
  } catch (error) {
    if (!isSourceError(error)) throw error
    if (error.kind === 'conflict' && attempt < ATTEMPTS) {
      const now = statusOf({ fields: objectOf((await context.client.issue(issue.id, ['status'])).fields) })
      if (fold(now) === fold(step.to)) return
      if (fold(now) === fold(at)) return takeStep(step, walk, at, context, attempt + 1)
    }
    if (fold(at) === fold(statusOf(issue)) || error.kind !== 'invalid') throw error
    throw new SourceError('invalid', `${error.message} The issue is in "${at}" now.`, { cause: error })
  }
}

/** How many fields a step asks for that the issue lacks. */
function lacking(issue: Issue): (step: Step) => number {
  return ({ screen }) => screen.filter(meta => isMissing(meta, issue)).length
}

function projectOf(issue: Issue): string {
  return issue.key.slice(0, issue.key.lastIndexOf('-'))
}

function typeOf({ fields }: Issue): string | undefined {
  const { name } = objectOf(fields.issuetype)
  return typeof name === 'string' ? name : undefined
}
