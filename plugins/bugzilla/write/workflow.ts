import { lineOf, listOf, objectOf } from '../model/json.ts'

/** Which status may follow which. */
export interface Workflow {
  /** All of them, in the order of the site. */
  readonly statuses: readonly string[]
  isOpen(status: string): boolean
  /** What a bug may become that has none yet. */
  readonly first: readonly string[]
  /** The statuses to go through, in order, the last one included; `undefined` when there is no way. */
  path(from: string, to: string): readonly string[] | undefined
  /** Whether Bugzilla takes this step only together with a comment. */
  asksForComment(from: string, to: string): boolean
  /** What can be reached in one or several steps, itself included. */
  reachable(from: string): readonly string[]
}

/** Reads the values of the field `bug_status`. */
export function workflowOf(values: readonly unknown[]): Workflow {
  const all = values.map(objectOf)
  const namesIn = (list: unknown) => listOf(list).flatMap(one => lineOf(objectOf(one).name) ?? [])
  const next = new Map(all.map(value => [lineOf(value.name) ?? '', namesIn(value.can_change_to)]))
  const commented = new Set(
    all.flatMap(value =>
      listOf(value.can_change_to)
        .map(objectOf)
        .flatMap(({ name, comment_required }) =>
          comment_required === true ? [stepOf(lineOf(value.name) ?? '', lineOf(name) ?? '')] : [],
        ),
    ),
  )
  const open = new Set(all.filter(value => value.is_open === true).map(value => lineOf(value.name) ?? ''))
  const statuses = [...next.keys()].filter(Boolean)

  /**
   * For each status that can be reached, the one before it. Open ones are gone through first.
   *
   * @param isSilent whether steps that ask for a comment are left out
   */
  function ways(from: string, isSilent = false): ReadonlyMap<string, string> {
    const before = new Map([[from, from]])
    for (const status of before.keys()) {
      const allowed = (next.get(status) ?? []).filter(other => !isSilent || !commented.has(stepOf(status, other)))
      const after = allowed.toSorted((a, b) => Number(open.has(b)) - Number(open.has(a)))
      for (const other of after) if (!before.has(other)) before.set(other, status)
    }
    return before
  }

  return {
    statuses,
    isOpen: status => open.has(status),
    first: next.get('') ?? statuses,
    path(from, to) {
      const silent = ways(from, true)
      const before = silent.has(to) ? silent : ways(from)
      if (!before.has(to)) return undefined
      const steps: string[] = []
      for (let status = to; status !== from; status = before.get(status)!) steps.unshift(status)
      return steps
    },
    asksForComment: (from, to) => commented.has(stepOf(from, to)),
    reachable(from) {
      const before = ways(from)
      return statuses.filter(status => before.has(status))
    },
  }
}

function stepOf(from: string, to: string): string {
  return `${from}\n${to}`
}
