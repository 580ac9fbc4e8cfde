import { type ReopenOptions, type ScriptedHost, scriptedHost, writeFile } from '../testkit/scripted-host.ts'
import { createTracker, type Tracker, type TrackerIssue } from '../testkit/tracker.ts'

/** A mount that can be written, of a tracker with one issue, PROJ-1. */
export interface WritableHost extends ScriptedHost {
  /** The tracker's id of PROJ-1. */
  readonly id: string
  /** Of its file. */
  readonly path: string
  /** Reads the file and saves what is made of it. */
  save(edit: (text: string) => string, pid?: number): Promise<void>
  /** PROJ-1 as the tracker has it. */
  now(): TrackerIssue
}

export async function writable(change: ReopenOptions = {}): Promise<WritableHost> {
  const tracker = createTracker()
  const issue = tracker.create('PROJ', { title: 'A title', text: 'First line.\n\nSecond line.', labels: ['one'] })
  const opened = await scriptedHost(tracker, { write: 'wait', sending: { patience: 0 }, ...change })
  await opened.host.settled()
  const path = 'PROJ/PROJ-1.md'
  const save = async (edit: (text: string) => string, pid?: number): Promise<void> =>
    writeFile(opened.host, path, edit(await opened.text(path)), pid)
  const now = () => tracker.issues.get(issue.id)!
  return { ...opened, id: issue.id, path, save, now }
}

export function offline(tracker: Tracker, is: boolean): void {
  tracker.knobs.offline = is
}
