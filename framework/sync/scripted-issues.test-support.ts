import { createTracker, type Tracker } from '../testkit/tracker.ts'

/** A tracker with one project of so many issues: `Title 1`, `Title 2`, … */
export function trackerOf(count: number, project = 'PROJ'): Tracker {
  const tracker = createTracker()
  for (let number = 1; number <= count; number++) tracker.create(project, { title: `Title ${number}` })
  return tracker
}

/** The tracker's id of an issue that is there. */
export function idOf(tracker: Tracker, key: string): string {
  return [...tracker.issues.values()].find(issue => issue.key === key)!.id
}
