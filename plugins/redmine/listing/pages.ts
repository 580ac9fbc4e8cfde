import { type Call, type Cursor, SourceError } from 'issuefs/source'
import { type RawIssue, updatedOf } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { isGrouped } from './grouped.ts'
import { MOST, type Step, walk } from './walk.ts'

/** Pages that are asked for at once, after the first. */
const TOGETHER = 3

/** Some pages of a listing. */
interface Pages {
  readonly issues: readonly RawIssue[]
  readonly total: number
  readonly now: number
  readonly next?: Cursor
}

/** Where a listing goes on: `offset/total`. */
interface Position {
  readonly offset: number
  readonly total: number
}

/**
 * The next few pages. An issue that changes meanwhile moves to the front and pushes others back, which are then read
 * twice; one that is deleted pulls others forward, and what was read last is read again from as much earlier on.
 */
export async function readPages(site: Site, call: Call, project?: string, from?: Cursor): Promise<Pages> {
  const { offset, total: known } = from === undefined ? { offset: 0, total: MOST } : positionOf(from)
  const count = from === undefined ? 1 : Math.min(TOGETHER, Math.max(1, Math.ceil((known - offset) / MOST)))
  const steps = await Promise.all(
    Array.from({ length: count }, (_, page) => {
      const wanted = { offset: offset + page * MOST, limit: MOST, ...(project !== undefined && { project }) }
      return walk(site, call, wanted)
    }),
  )
  const total = Math.min(...steps.map(step => step.total))
  const now = Math.min(...steps.map(step => step.now))
  const lost = from === undefined ? 0 : Math.max(0, known - total)
  const issues = steps.flatMap(step => withinSince(site, step))
  if (lost > 0) return { issues, total, now, next: `${Math.max(0, offset - lost)}/${total}` }
  const isOver = steps.some(step => step.end >= step.total || step.end === step.offset)
  if (isOver || (steps.some(step => isPast(site, step)) && !(await isGrouped(site, call)))) {
    return { issues, total, now }
  }
  return {
    issues,
    total,
    now,
    next: `${Math.min(...steps.filter(isShort).map(({ end }) => end), steps.at(-1)!.end)}/${total}`,
  }
}

/** A server may be told to give fewer than it usually does. */
function isShort({ offset, end }: Step): boolean {
  return end < offset + MOST
}

function withinSince(site: Site, { issues, bounded }: Step): readonly RawIssue[] {
  const { since } = site.selection
  return since === undefined || bounded ? issues : issues.filter(raw => (updatedOf(raw) ?? 0) >= since)
}

/** Whether all that follows is too old. */
function isPast(site: Site, step: Step): boolean {
  return withinSince(site, step).length < step.issues.length
}

function positionOf(cursor: Cursor): Position {
  const [, offset, total] = /^(\d+)\/(\d+)$/.exec(cursor) ?? []
  if (offset !== undefined) return { offset: Number(offset), total: Number(total) }
  throw new SourceError('invalid', 'The stored cursor of the Redmine mount cannot be read: run “issuefs reload”.')
}
