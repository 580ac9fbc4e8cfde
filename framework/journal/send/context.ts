import type { SourceError } from '../../source/error.ts'
import type { AnyKey } from '../../source/key.ts'
import type { EntityRow } from '../../store/contract.ts'
import type { Entries } from '../entries.ts'
import type { Entry, EntryChange, Progress } from '../entry.ts'
import type { EditMount } from '../mount.ts'

/** What sending one edit needs. */
export interface SendContext {
  readonly mount: EditMount
  readonly entries: Entries
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /**
   * How long after a request without an answer the tracker may still carry it out, in milliseconds: not before is it sent
   * again.
   */
  readonly patience: number
  sleep(milliseconds: number): Promise<void>
  /** The issue, where it is being read already. */
  readonly present?: Promise<EntityRow>
  /** Aborted when the mount goes: what is under way is left as it is. */
  readonly signal: AbortSignal
  /** Called before each step that leaves a trace; a test may throw here as if the process had been killed. */
  step(what: string): void
}

/** What has become of an edit. What may get better by itself is thrown instead. */
export type Sent =
  | { readonly state: 'sent'; readonly entity?: EntityRow }
  | { readonly state: 'kept'; readonly error: SourceError; readonly theirs?: string }

/** Writes to the journal how far an edit has come. What says that a request is about to be sent survives a power cut. */
export function advance(context: SendContext, entry: Entry, progress: Progress, also: EntryChange = {}): Entry {
  context.entries.change(entry.number, { ...also, progress }, progress.sending ? 'full' : 'normal')
  return { ...entry, ...also, progress }
}

/** The issue of an edit as the tracker has it now. */
export function readIssue({ mount }: SendContext, entry: Entry): Promise<EntityRow> {
  const who: { readonly id?: string; readonly key: AnyKey } =
    entry.entity === undefined ? { key: entry.key } : { id: entry.entity, key: entry.key }
  return mount.writing.readAgain(entry.route, who)
}

/** The same after we have written it: what listings say that is older does not count. */
export async function readBack(context: SendContext, entry: Entry): Promise<EntityRow> {
  const entity = await readIssue(context, entry)
  context.mount.writing.wrote(entity)
  return entity
}

/** Without what is not known. */
export function without<T extends object, K extends keyof T>(value: T, name: K): Omit<T, K> {
  const { [name]: _, ...rest } = value
  return rest
}
