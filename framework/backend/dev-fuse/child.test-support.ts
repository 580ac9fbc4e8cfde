import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createScriptedTree } from '../../testkit/scripted-tree.ts'
import type { RecordedSave, Step, TreePlan } from '../../testkit/tree-plan.ts'
import { createDevFuse, type DevFuseOptions } from '../dev-fuse.ts'

/** The process behind a mount in tests of what only this backend has: `child.test-support.ts FOLDER STORE PLAN OPTIONS`. */

/** The backend's options, and what it is attached with. */
export type ChildOptions = DevFuseOptions & { readonly allowOther?: boolean }

export type Order =
  /** @param busy milliseconds for which the main thread does nothing else before */
  | { readonly order: 'steer'; readonly step: Step; readonly busy?: number }
  /** Ends the thread that serves, at its next request. */
  | { readonly order: 'kill-worker' }
  /** Ends the thread that tells the kernel what changed. */
  | { readonly order: 'kill-notifier' }
  /** Looks into its own mount. */
  | { readonly order: 'look'; readonly path: string }
  /** Tells what was handed over to be saved so far. */
  | { readonly order: 'saves' }
  | { readonly order: 'exit' }
  | { readonly order: 'leave' }

export type Report =
  | { readonly said: 'ready' | 'done' }
  | { readonly said: 'saves'; readonly saves: readonly RecordedSave[] }
  | { readonly said: 'looked'; readonly code: string | undefined }
  | { readonly said: 'notice'; readonly sentence: string }

const [, , folder = '', storeFolder = '', plan = '', options = ''] = process.argv
const say = (report: Report): void => void (process.connected && process.send!(report))

const tree = createScriptedTree(JSON.parse(plan) as TreePlan, storeFolder)
const { allowOther = false, ...given } = JSON.parse(options) as ChildOptions
const attached = await createDevFuse(given).attach({
  vfs: tree.vfs,
  folder,
  allowOther,
  storePath: tree.storePath,
  notice: sentence => say({ said: 'notice', sentence }),
})

async function leave(): Promise<void> {
  await attached.detach()
  tree.close()
  if (process.connected) process.disconnect()
}

process.on('disconnect', () => leave().then(() => process.exit()))
process.on('message', (order: Order) => {
  switch (order.order) {
    case 'steer':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, order.busy ?? 0)
      tree.steer(order.step)
      return say({ said: 'done' })
    case 'kill-worker':
      void attached.connection().protocolWorker().terminate()
      return say({ said: 'done' })
    case 'kill-notifier':
      return void attached
        .connection()
        .notifierWorker()
        .terminate()
        .then(() => say({ said: 'done' }))
    case 'look':
      return say({ said: 'looked', code: lookAt(join(folder, order.path)) })
    case 'saves':
      return say({ said: 'saves', saves: tree.saves() })
    case 'exit':
      return process.exit(7)
    case 'leave':
      return void leave()
  }
})
say({ said: 'ready' })

function lookAt(path: string): string | undefined {
  try {
    statSync(path)
    return undefined
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code
  }
}
