import { SourceError } from '../source/error.ts'
import type { EntityRow } from '../store/contract.ts'
import { asSourceError } from '../sync/keep-running.ts'
import { isPassing, isServerFailure } from './classify.ts'
import type { Entry } from './entry.ts'
import type { SendContext } from './send/context.ts'
import { senders } from './send/index.ts'

/** What has become of an edit after an attempt to send it. The journal has it already. */
export type Outcome =
  | { readonly state: 'sent'; readonly entity: EntityRow | undefined }
  | { readonly state: 'kept'; readonly error: SourceError }
  /** It is tried again. */
  | { readonly state: 'pending'; readonly error: SourceError }

/**
 * Tries to send an edit, and writes down what came of it.
 *
 * @param ahead gives the issue of an edit where it is being read already
 */
export async function attempt(
  context: SendContext,
  number: number,
  ahead?: (entry: Entry) => Promise<EntityRow> | undefined,
): Promise<Outcome> {
  const entry = context.entries.entry(number)
  if (entry?.state !== 'pending') return { state: 'sent', entity: undefined }
  const present = ahead?.(entry)
  try {
    await context.mount.writing.ensure()
    checkAccount(context, entry)
    const sent = await senders[entry.what](present ? { ...context, present } : context, entry)
    if (sent.state === 'kept') return keep(context, number, sent.error, sent.theirs)
    context.entries.change(number, { state: 'sent', kind: undefined, sentence: undefined }, 'normal')
    return { state: 'sent', entity: sent.entity }
  } catch (thrown) {
    const error = asSourceError(thrown)
    if (context.signal.aborted || error.kind === 'cancelled') return { state: 'pending', error }
    const present = context.entries.entry(number) ?? entry
    const attempts = present.attempts + 1
    const failures = (present.progress.failures ?? 0) + (isServerFailure(error) ? 1 : 0)
    if (!isPassing(error, failures, present.accepted)) return keep(context, number, error)
    const progress = failures > 0 ? { ...present.progress, failures } : present.progress
    context.entries.change(number, { attempts, kind: error.kind, sentence: error.message, progress }, 'normal')
    return { state: 'pending', error }
  }
}

function keep(context: SendContext, number: number, error: SourceError, theirs?: string): Outcome {
  const { attempts = 0 } = context.entries.entry(number) ?? {}
  context.entries.change(number, {
    state: 'kept',
    kind: error.kind,
    sentence: error.message,
    theirs,
    attempts: attempts + 1,
  })
  return { state: 'kept', error }
}

function checkAccount({ mount }: SendContext, entry: Entry): void {
  const { account, accountName } = mount.writing.mount()
  if (entry.account === '' || entry.account === account) return
  throw new SourceError(
    'offline',
    `It was written with another account than ${accountName || account}; it waits until that one is used again.`,
  )
}
