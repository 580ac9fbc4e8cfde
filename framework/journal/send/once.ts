import { SourceError } from '../../source/error.ts'
import { asSourceError } from '../../sync/keep-running.ts'
import { isUncertain } from '../classify.ts'
import type { Entry, Progress, Sending } from '../entry.ts'
import { advance, type SendContext, without } from './context.ts'

/** A request that makes something, and that must not be carried out twice. */
export interface OneRequest<T> {
  /** What was there before, asked right before it is sent. */
  before(): Promise<Omit<Sending, 'at'>>
  send(): Promise<T>
  /** What an earlier attempt has made; `undefined` when it is not there. Absent where the tracker can't tell. */
  readonly find?: ((sending: Sending) => Promise<T | undefined>) | undefined
  /** How far the edit has come with it. */
  done(made: T, progress: Progress): Progress
}

/**
 * Sends a request that makes something, exactly once.
 *
 * The journal says that it is about to be sent, and what is there already; then it is sent. Where the answer is lost, or
 * the process is killed, it is looked for before anything is sent again, and not before the tracker has had time to carry
 * it out.
 */
export async function sendOnce<T>(context: SendContext, entry: Entry, request: OneRequest<T>): Promise<Entry> {
  const finish = (at: Entry, made: T): Entry =>
    advance(context, at, without(request.done(made, at.progress), 'sending'))

  let present = entry
  const { sending } = entry.progress
  if (sending) {
    const made = await look(context, request, sending)
    if (made !== undefined) return finish(present, made)
  }
  const before = await request.before()
  present = advance(context, present, { ...present.progress, sending: { ...before, at: context.now() } })
  context.step('send')
  try {
    const made = await request.send()
    context.step('answered')
    return finish(present, made)
  } catch (thrown) {
    const error = asSourceError(thrown)
    if (!isUncertain(error)) {
      advance(context, present, without(present.progress, 'sending'))
      throw error
    }
    const lost = { ...present.progress.sending!, at: context.now() }
    present = advance(context, present, { ...present.progress, sending: lost })
    const made = await request.find?.(lost).catch(() => undefined)
    if (made !== undefined) return finish(present, made)
    throw error
  }
}

/** Looks now, and once more when whatever was sent must have been carried out. */
async function look<T>(context: SendContext, { find }: OneRequest<T>, sending: Sending): Promise<T | undefined> {
  if (!find) {
    throw new SourceError(
      'unexpected',
      'It is not known whether the tracker has made it: the answer was lost, and this tracker can not be asked. Look for it there, then drop this edit, or retry it.',
    )
  }
  const found = await find(sending)
  if (found !== undefined) return found
  // The clock may have been set back since.
  const left = Math.min(sending.at + context.patience - context.now(), context.patience)
  if (left <= 0) return undefined
  await context.sleep(left)
  return find(sending)
}
