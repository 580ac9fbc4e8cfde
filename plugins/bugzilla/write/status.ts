import type { FieldEdit } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { type JsonObject, lineOf } from '../model/json.ts'
import { bugNumber } from './change.ts'
import { refusedChange, refusedValue } from './refused.ts'
import type { Workflow } from './workflow.ts'

/** The changes of status, resolution and “duplicate of” that one save asks for. */
export interface StatusEdit {
  readonly status: FieldEdit | undefined
  readonly resolution: FieldEdit | undefined
  readonly duplicate: FieldEdit | undefined
}

/**
 * What to send, step by step along the workflow; the last step goes with everything else. Nothing where nothing changes.
 *
 * @param resolutions those that there are
 */
export function statusSteps(
  { fields }: Bug,
  { status, resolution, duplicate }: StatusEdit,
  workflow: Workflow,
  resolutions: readonly string[],
): readonly JsonObject[] {
  const now = lineOf(fields.status) ?? ''
  const next = status ? (lineOf(status.to) ?? '') : now
  const wanted = workflow.statuses.find(one => one.toLowerCase() === next.toLowerCase())
  if (status && wanted === undefined) throw refusedValue('status', next, workflow.statuses)
  const why = resolution ? lineOf(resolution.to) : lineOf(fields.resolution)
  const original = duplicate && lineOf(duplicate.to) !== undefined ? bugNumber('duplicate of', duplicate.to) : undefined
  const path = wanted === undefined ? [] : workflow.path(now, wanted)
  if (path === undefined) {
    throw refusedChange(
      `status: no step leads from ${now} to ${wanted}; those that do lead to ${workflow.reachable(now).join(', ')}.`,
    )
  }
  checkSilent([now, ...path], workflow)
  if (workflow.isOpen(wanted ?? now)) return openSteps(path, resolution, original)
  if (original !== undefined) return duplicateSteps(path, workflow, original)
  if (duplicate && !resolution) {
    throw refusedChange('duplicate of: write another resolution, or an open status, along with it.')
  }
  const staysClosed = !workflow.isOpen(now) && path.every(one => !workflow.isOpen(one))
  if (staysClosed && !resolution) return path.map(one => ({ status: one }))
  const reason = checkedReason(why, resolutions)
  if (path.length === 0) return [{ resolution: reason }]
  return path.map(one => (workflow.isOpen(one) ? { status: one } : { status: one, resolution: reason }))
}

/** New comments are sent by themselves, after everything else. */
function checkSilent(path: readonly string[], workflow: Workflow): void {
  const at = path.findIndex((status, at) => at > 0 && workflow.asksForComment(path[at - 1]!, status))
  if (at < 0) return
  const remedy = 'and issuefs sends none along with it: take that step in the browser'
  throw refusedChange(`status: the step from ${path[at - 1]} to ${path[at]} asks for a comment here, ${remedy}.`)
}

/** Bugzilla closes a duplicate by itself, with the status that the site has for it; another closed status follows. */
function duplicateSteps(path: readonly string[], workflow: Workflow, original: number): readonly JsonObject[] {
  const opened = path.filter(one => workflow.isOpen(one)).map(status => ({ status }))
  const closed = path.filter(one => !workflow.isOpen(one)).slice(1)
  return [...opened, { dupe_of: original }, ...closed.map(status => ({ status }))]
}

function openSteps(
  path: readonly string[],
  resolution: FieldEdit | undefined,
  original: number | undefined,
): readonly JsonObject[] {
  if (original !== undefined) throw refusedChange('duplicate of: goes with status: RESOLVED.')
  if (resolution && lineOf(resolution.to) !== undefined) {
    throw refusedChange('resolution: an open bug has none; write a closed status along with it.')
  }
  return path.map(status => ({ status }))
}

function checkedReason(why: string | undefined, resolutions: readonly string[]): string {
  const known = resolutions.filter(one => one !== '')
  if (why === undefined) throw refusedChange(`resolution: a closed bug has one of ${known.join(', ')}.`)
  const found = known.find(one => one.toLowerCase() === why.toLowerCase())
  if (found === undefined) throw refusedValue('resolution', why, known)
  if (found === 'DUPLICATE') throw refusedChange('duplicate of: write the number of the bug that this one repeats.')
  return found
}
