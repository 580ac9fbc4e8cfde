import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SourceError } from '../../source/error.ts'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import type { Demand } from '../../tree/demand.ts'
import { type Client, connectTo } from '../control/client.ts'
import type { Running } from '../control/registry.ts'
import { readOnlyVfs } from './read-only-vfs.ts'
import type { Tree } from './tree.ts'

/**
 * The tree of a running mount, read from its store without troubling it; only what is not there is asked of it.
 * Nothing goes through the mounted folder itself.
 */
export async function openRemoteTree(running: Running): Promise<Tree> {
  const client = await connectTo(running)
  try {
    const path = join(running.cacheFolder, 'store.db')
    if (!existsSync(path))
      throw new SourceError(
        'unexpected',
        `The cache "${path}" has been removed; "issuefs unmount ${running.folder}", and mount again.`,
      )
    const read = openReader(path, latest)
    return {
      vfs: readOnlyVfs(path, read, createRemoteDemand(client)),
      read,
      async settle(output) {
        await client.ask('sync', {}, output.progress)
        output.progress('')
      },
      async refresh(below) {
        await client.ask('refresh', below === '' ? {} : { path: below })
      },
      async close() {
        read.close()
        client.close()
      },
    }
  } catch (thrown) {
    client.close()
    throw thrown
  }
}

function createRemoteDemand(client: Client): Demand {
  return {
    async name(parent, name) {
      await client.ask('name', { parent: parent.ino, name })
    },
    async content(node) {
      await client.ask('content', { ino: node.ino })
    },
    async listing(folder) {
      await client.ask('listing', { ino: folder.ino })
    },
    async bytes(node, offset, length) {
      return Buffer.from(await client.ask('bytes', { ino: node.ino, offset, length }), 'base64')
    },
    noticed() {},
  }
}
