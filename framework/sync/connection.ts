import type { Connection } from '../source/source.ts'
import { replant } from '../tree/plant.ts'
import { askSource } from './ask.ts'
import { backgroundCall, type SyncContext } from './context.ts'

/** Who the tracker says we are. Nothing is stored of a tracker before it has said so: rights differ between accounts. */
export interface TrackerConnection {
  readonly connected: boolean
  /** Resolves when it has; joined by all who ask meanwhile. Another account than before empties the mount. */
  ensure(): Promise<void>
}

export interface ConnectionOptions {
  /** The tracker's word for itself when the source has no `connect`. */
  readonly instance: string
  /** Said to the user. */
  notice(sentence: string): void
}

export function createConnection(context: SyncContext, options: ConnectionOptions): TrackerConnection {
  const { store } = context
  let connected = false
  let underWay: Promise<void> | undefined

  async function connect(): Promise<void> {
    const { connect: ask } = context.session
    const connection: Connection = ask
      ? await askSource(context, () => ask.call(context.session, backgroundCall(context, 'waiting')), 'The connection')
      : { instance: options.instance }
    context.signal.throwIfAborted()
    const mount = context.mount()
    const account = connection.account?.id ?? ''
    const other = mount.seen > 0 && (mount.instance !== connection.instance || mount.account !== account)
    store.transaction(write => {
      if (other) replant(write, mount)
      const accountName = connection.account?.name ?? ''
      write.mounts.update(mount.mount, { instance: connection.instance, account, accountName, seen: write.now })
    })
    connected = true
    if (other)
      options.notice('The account or the instance has changed; what was stored for the other one is forgotten.')
  }

  return {
    get connected() {
      return connected
    },
    ensure() {
      if (connected) return Promise.resolve()
      underWay ??= connect().finally(() => {
        underWay = undefined
      })
      return underWay
    },
  }
}
