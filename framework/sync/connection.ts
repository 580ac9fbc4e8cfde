import type { SourceError } from '../source/error.ts'
import type { Connection, Session } from '../source/source.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { replant } from '../tree/plant.ts'
import { soundConnection } from './answer.ts'
import { askSource } from './ask.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import { hasCome } from './freshness.ts'
import { asSourceError } from './keep-running.ts'

/** Who the tracker says we are. Nothing is stored of a tracker before it has said so: rights differ between accounts. */
export interface TrackerConnection {
  readonly connected: boolean
  /**
   * Resolves when it has; joined by all who ask meanwhile. Another account than before empties the mount. A refusal is
   * believed for a while, so that wrong credentials do not lock an account.
   *
   * @param again whether to ask all the same
   */
  ensure(again?: 'again'): Promise<void>
  /**
   * Resolves when the tracker still lets us in. Asked after a refusal, which may be about what was asked for, or about us: a
   * token that has expired. Then there is no connection any more. A good answer is believed for some seconds.
   *
   * @throws SourceError why it does not
   */
  confirm(): Promise<void>
}

export interface ConnectionOptions {
  /** The tracker's word for itself when the source has no `connect`. */
  readonly instance: string
  /** A session that has not asked anything yet: the mount's own may remember who we were. Opening one is no request. */
  fresh(): Session
  /** Said to the user. */
  notice(sentence: string): void
  /** The mount has been emptied; what the kernel itself puts into it is missing. */
  emptied(write: StoreWriter): void
  /** The connection was lost, or is there again. */
  changed(): void
}

/** How long a refusal is believed, in milliseconds. */
const refusalHolds = 600_000

/** How long it is believed that the tracker lets us in when it has refused something else, in milliseconds. */
const admissionHolds = 10_000

/** Kinds of errors that another try does not mend. */
const refusals = new Set<SourceError['kind']>(['denied', 'invalid', 'not-found'])

export function isRefusal({ kind }: SourceError): boolean {
  return refusals.has(kind)
}

export function createConnection(context: SyncContext, options: ConnectionOptions): TrackerConnection {
  const { store } = context
  let connected = false
  let wasConnected = false
  let confirmed = Number.NEGATIVE_INFINITY
  let underWay: Promise<void> | undefined
  let refused: { readonly error: SourceError; readonly until: number } | undefined

  async function ask(session: Session): Promise<Connection> {
    const { connect } = session
    if (!connect) return { instance: options.instance }
    const call = backgroundCall(context, 'waiting')
    return soundConnection(await askSource(context, () => connect.call(session, call), 'The connection'))
  }

  async function askAgain(): Promise<Connection> {
    const session = options.fresh()
    try {
      return await ask(session)
    } finally {
      await session.close?.()
    }
  }

  async function connect(): Promise<void> {
    const connection = await (wasConnected ? askAgain() : ask(context.session))
    context.signal.throwIfAborted()
    const mount = context.mount()
    const account = connection.account?.id ?? ''
    const other = mount.seen > 0 && (mount.instance !== connection.instance || mount.account !== account)
    store.transaction(write => {
      if (other) {
        replant(write, mount)
        options.emptied(write)
      }
      const accountName = connection.account?.name ?? ''
      write.mounts.update(mount.mount, { instance: connection.instance, account, accountName, seen: write.now })
    })
    if (!connected) options.changed()
    connected = true
    wasConnected = true
    if (other)
      options.notice('The account or the instance has changed; what was stored for the other one is forgotten.')
  }

  /** Asks the tracker, once for all who want to know. */
  function askOnce(): Promise<void> {
    underWay ??= connect()
      .catch(thrown => {
        const error = asSourceError(thrown)
        if (isRefusal(error)) refuse(error)
        throw error
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  function refuse(error: SourceError): void {
    refused = { error, until: context.now() + refusalHolds }
    if (!connected) return
    connected = false
    options.changed()
  }

  function ensure(again?: 'again'): Promise<void> {
    if (connected) return Promise.resolve()
    if (refused && !hasCome(refused.until, context.now(), refusalHolds) && !again) return Promise.reject(refused.error)
    return askOnce()
  }

  return {
    get connected() {
      return connected
    },
    ensure,
    async confirm() {
      if (!connected) return ensure()
      const known = Math.abs(context.now() - confirmed) < admissionHolds
      if (known || !context.session.connect) return
      await askOnce()
      confirmed = context.now()
    },
  }
}
