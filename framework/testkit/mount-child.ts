import type { Attached, Backend } from '../backend/backend.ts'
import { isSourceError } from '../source/error.ts'
import { createScriptedTree } from './scripted-tree.ts'
import type { Counts, RecordedSave, Step, TreePlan } from './tree-plan.ts'

/**
 * The process behind a real mount in tests: `mount-child.ts BACKEND FOLDER STORE`. It is a process of its own because
 * one that touches its own mount can block itself. It unmounts when told to, when interrupted, and when its parent ends.
 */

/** What it is told. */
export type Order =
  | { readonly plan: TreePlan }
  | { readonly number: number; readonly step: Step }
  /** To end at once, like a process with a bug. */
  | { readonly exit: true }

/** What happened to the tree so far. */
export interface Happened {
  readonly counts: Counts
  readonly saves: readonly RecordedSave[]
}

/** What it says. */
export type Report =
  | { readonly said: 'ready' | 'detached' }
  | { readonly said: 'refused'; readonly kind: string; readonly sentence: string }
  | { readonly said: 'notice'; readonly sentence: string }
  | { readonly said: 'done'; readonly number: number; readonly happened: Happened }
  | { readonly said: 'failed'; readonly number: number; readonly sentence: string }

const backends: Readonly<Record<string, () => Promise<Backend>>> = {
  'dev-fuse': async () => (await import('../backend/dev-fuse.ts')).createDevFuse(),
  'fuse-native': async () => (await import('../backend/fuse-native.ts')).fuseNative,
}

const [name = '', folder = '', storeFolder = ''] = process.argv.slice(2)
let tree: ReturnType<typeof createScriptedTree> | undefined
let attached: Attached | undefined

function report(said: Report): void {
  if (process.connected) process.send?.(said)
}

async function attach(plan: TreePlan): Promise<void> {
  tree = createScriptedTree(plan, storeFolder)
  try {
    const backend = await backends[name]!()
    attached = await backend.attach({
      vfs: tree.vfs,
      folder,
      allowOther: false,
      storePath: tree.storePath,
      notice: sentence => report({ said: 'notice', sentence }),
    })
  } catch (thrown) {
    const kind = isSourceError(thrown) ? thrown.kind : 'unexpected'
    report({ said: 'refused', kind, sentence: (thrown as Error).message })
    return leave()
  }
  attached.detached.then(() => {
    report({ said: 'detached' })
    return leave()
  })
  report({ said: 'ready' })
}

async function leave(): Promise<void> {
  const leaving = attached
  attached = undefined
  await leaving?.detach()
  tree?.close()
  tree = undefined
  if (process.connected) process.disconnect()
  process.exit(0)
}

process.on('message', (order: Order) => {
  if ('plan' in order) return void attach(order.plan)
  if ('exit' in order) process.exit(3)
  const { number, step } = order
  try {
    report({ said: 'done', number, happened: { counts: tree!.steer(step), saves: tree!.saves() } })
  } catch (thrown) {
    report({ said: 'failed', number, sentence: String(thrown) })
  }
})
process.on('disconnect', leave)
process.on('SIGINT', leave)
process.on('SIGTERM', leave)
