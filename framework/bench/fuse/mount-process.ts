import { readFileSync } from 'node:fs'
import type { Backend } from '../../backend/backend.ts'
import { createDevFuse } from '../../backend/dev-fuse.ts'
import { fuseNative } from '../../backend/fuse-native.ts'
import { openStore } from '../../store/sqlite.ts'
import type { Edits } from '../../vfs/contract.ts'
import { createVfs } from '../../vfs/vfs.ts'
import { issueText } from './build-tree.ts'
import type { Order, Report } from './mounted.ts'

/** The process behind a mount that is measured: `mount-process.ts VARIANT FOLDER STORE`. */

const [, , variant = '', folder = '', storeFolder = ''] = process.argv
const say = (report: Report): void => void process.send!(report)

const backends: Readonly<Record<string, () => Backend>> = {
  'dev-fuse': () => createDevFuse(),
  'dev-fuse-writable': () => createDevFuse(),
  'dev-fuse-all-attributes': () => createDevFuse({ mostWithAttributes: Number.POSITIVE_INFINITY }),
  'fuse-native': () => fuseNative,
}

const store = openStore(storeFolder)
const nothing = async (): Promise<void> => {}
/** Takes everything: what is measured is not saved. */
const edits: Edits = {
  save: nothing,
  comment: nothing,
  create: nothing,
  attach: nothing,
  mayCreate: () => undefined,
  mayRemove: () => undefined,
  remove: async () => ({ carryOut: nothing, takeBack() {} }),
  report() {},
  refresh: nothing,
  makes: () => undefined,
}
const vfs = createVfs({
  ...(variant === 'dev-fuse-writable' ? { edits } : {}),
  store,
  deadline: 5000,
  demand: { name: nothing, content: nothing, listing: nothing, bytes: async () => new Uint8Array(), noticed() {} },
})
const attached = await backends[variant]!().attach({
  vfs,
  folder,
  allowOther: false,
  storePath: store.path,
  notice: sentence => process.stderr.write(`${sentence}\n`),
})

let busy: NodeJS.Timeout | undefined

process.on('message', async (order: Order) => {
  switch (order.order) {
    case 'bursts':
      clearInterval(busy)
      if (order.on) busy = setInterval(() => block(100), 20)
      return say({ said: 'done' })
    case 'memory':
      return say({
        said: 'memory',
        megabytes: Number(/VmRSS:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) / 1024,
      })
    case 'change': {
      const node = store.read.nodes.node(order.ino)!
      const bytes = Buffer.from(issueText(order.number, order.version))
      store.transaction(write => {
        const document = write.documents.put(bytes)
        write.nodes.change(order.ino, { document, size: bytes.byteLength, mtime: node.mtime + 1000 }, write.now)
        write.invalidate({ what: 'content', ino: order.ino })
      })
      return say({ said: 'changed', at: performance.timeOrigin + performance.now() })
    }
    case 'leave':
      clearInterval(busy)
      await attached.detach()
      store.close()
      process.disconnect()
  }
})
process.on('disconnect', async () => {
  await attached.detach()
  process.exit()
})
say({ said: 'ready' })

function block(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}
