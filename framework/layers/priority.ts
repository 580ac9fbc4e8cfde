import type { Priority } from '../source/call.ts'

const ranks: Readonly<Record<Priority, number>> = { waiting: 0, save: 1, listing: 2, refresh: 3, prefetch: 4 }

/** 0 is the most urgent. */
export function rankOf(priority: Priority): number {
  return ranks[priority]
}

/** The most urgent of several; `prefetch` when there are none. */
export function mostUrgent(priorities: Iterable<Priority>): Priority {
  let found: Priority = 'prefetch'
  for (const priority of priorities) if (ranks[priority] < ranks[found]) found = priority
  return found
}
