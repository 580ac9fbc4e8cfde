import type { Host } from '../../host.ts'
import type { EditControl } from '../../journal/control.ts'
import { type ListedEdit, listStored } from '../../journal/listed-edit.ts'
import { createStoredControl } from '../../journal/stored-control.ts'
import { SourceError } from '../../source/error.ts'
import { rootIno } from '../../store/contract.ts'
import { list } from '../../vfs/walk.ts'
import type { Handlers } from '../control/server.ts'
import { progressLine } from '../progress.ts'
import { pathStatus } from '../tree/path-status.ts'
import { settleAsFarAsPossible } from './listed.ts'
import type { LiveTree } from './live-tree.ts'

export interface HandlerParts {
  readonly tree: LiveTree
  reload(): Promise<readonly string[]>
  /** Begins the end; it does not wait for it. */
  unmount(): void
}

/** What a running mount answers on its socket. The file side is asked here in the process, never through the mount. */
export function createHandlers({ tree, reload, unmount }: HandlerParts): Handlers {
  function control(): EditControl {
    const { edits } = tree.host()
    if (!edits) throw new SourceError('read-only', 'This mount can only be read; mount it with --write.')
    return edits
  }

  function listEdits(): readonly ListedEdit[] {
    const { edits, journal } = tree.host()
    return edits?.list() ?? (journal ? listStored(journal, tree.read().mounts.mounts()) : [])
  }

  return {
    hello: async () => null,
    status: async () => tree.status(),
    pathStatus: ({ path }) => pathStatus(tree.vfs, tree.read(), path, listEdits()),
    async refresh({ path }) {
      await tree.host().refresh(path)
      return null
    },
    async sync(_ask, { progress, signal }) {
      const report = setInterval(() => {
        progress(
          tree
            .status()
            .mounts.map(mount => progressLine(mount, 'everything'))
            .join(' | '),
        )
      }, 250)
      const hungUp = new Promise<void>(resolve => signal.addEventListener('abort', () => resolve(), { once: true }))
      try {
        await Promise.race([syncAll(tree.host()), hungUp])
        return null
      } finally {
        clearInterval(report)
      }
    },
    reload: async () => ({ mounts: await reload() }),
    edits: async () => listEdits(),
    async dropEdit({ number }) {
      const { edits, journal } = tree.host()
      if (!edits && journal) createStoredControl(journal).drop(number)
      else await control().drop(number)
      return null
    },
    async retryEdits({ number }) {
      control().retry(number)
      return null
    },
    async resolveConflict({ name, side }) {
      const { edits, journal } = tree.host()
      if (!edits && journal && side === 'theirs') createStoredControl(journal).giveUp(name)
      else control().resolve(name, side)
      return null
    },
    async unmount() {
      unmount()
      return null
    },
    async name({ parent, name }, { signal }) {
      await tree.vfs.lookup(parent, name, { signal })
      return null
    },
    async content({ ino }, { signal }) {
      await tree.vfs.getattr(ino, { signal })
      return null
    },
    async listing({ ino }, { signal }) {
      await list(tree.vfs, ino || rootIno, { signal })
      return null
    },
    async bytes({ ino, offset, length }, { signal }) {
      const handle = await tree.vfs.open(ino, { signal })
      try {
        return Buffer.from(await tree.vfs.read(handle, offset, length, { signal })).toString('base64')
      } finally {
        tree.vfs.release(handle)
      }
    },
  }
}

/** Of several trackers one that fails does not keep the news of the others from being waited for. */
async function syncAll(host: Host): Promise<void> {
  const [refreshed] = await Promise.allSettled([host.refresh()])
  if (refreshed.status === 'rejected' && host.status().mounts.length === 1) throw refreshed.reason
  await settleAsFarAsPossible(host)
  if (refreshed.status === 'rejected') throw refreshed.reason
}
