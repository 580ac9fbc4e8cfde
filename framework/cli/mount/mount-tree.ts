import { resolve } from 'node:path'
import type { Attached, Backend } from '../../backend/backend.ts'
import { prepareMountPoint } from '../../backend/mount-point.ts'
import { UsageError } from '../../config/usage-error.ts'
import type { Vfs } from '../../vfs/contract.ts'
import type { Context } from '../context.ts'
import { register, socketOf } from '../control/registry.ts'
import { serveControl } from '../control/server.ts'
import type { ExitCode } from '../failure.ts'
import type { Plan } from '../plan.ts'
import { createHandlers } from './handlers.ts'
import { waitUntilListed } from './listed.ts'
import { type LiveTree, startTree, type Writing } from './live-tree.ts'
import { openLog } from './log-file.ts'
import { type EndSignal, onEndSignal } from './signals.ts'

export interface MountOptions {
  readonly plan: Plan
  /** As the user wrote it, from where the user stands. */
  readonly folder: string
  readonly backend: Backend
  readonly allowOther: boolean
  /** @default programs may only read */
  readonly writing: Writing | undefined
  readonly logFile: string | undefined
  /** Reads the configuration again. */
  replan(): Promise<Plan>
  /** Called with the sentence that says what is mounted, and the tree, once programs can look. */
  ready(sentence: string, tree: Vfs): void
}

/** Mounts a tree and serves it until it is unmounted or interrupted. */
export async function mountTree(options: MountOptions, context: Context): Promise<ExitCode> {
  const { plan, folder, logFile } = options
  refuseInside(resolve(context.from, folder), {
    'The cache': plan.cacheFolder,
    'The journal of edits': options.writing && plan.stateFolder,
    'The log': logFile && resolve(context.from, logFile),
  })
  const log = logFile === undefined ? undefined : openLog(logFile, context)
  const end = onEndSignal(() => process.exit(1))
  try {
    const point = await prepareMountPoint(folder, { notice: context.output.say })
    await point.release()
    const onExchange = log ? { onExchange: log.exchange } : {}
    const starting = startTree(plan, context, {
      purpose: `mounted at ${point.folder}`,
      writing: options.writing,
      ...onExchange,
    })
    const tree = await Promise.race([starting, end.ended])
    if (!tree) return 0
    try {
      await waitUntilListed(tree.host(), context.output, end.signal)
      if (!end.signal.aborted) await serve(tree, point.folder, options, end, context)
    } catch (thrown) {
      if (!end.signal.aborted) throw thrown
    } finally {
      await tree.stop()
    }
    return 0
  } finally {
    end.release()
    log?.close()
  }
}

/** A process that uses files in its own mount waits for itself for ever. */
function refuseInside(folder: string, paths: Readonly<Record<string, string | undefined>>): void {
  for (const [what, path] of Object.entries(paths)) {
    if (path !== undefined && `${path}/`.startsWith(`${folder}/`))
      throw new UsageError(`${what} "${path}" would be inside the mount itself; name another place.`)
  }
}

async function serve(
  tree: LiveTree,
  folder: string,
  options: MountOptions,
  end: EndSignal,
  context: Context,
): Promise<void> {
  const { backend, allowOther } = options
  const { output } = context
  const attached: Attached = await backend.attach({
    vfs: tree.vfs,
    folder,
    allowOther,
    storePath: tree.storePath,
    notice: output.say,
  })
  const outlived = context.outlive()
  try {
    await control(tree, folder, options, end, context, () => Promise.race([end.ended, attached.detached]))
    await tree.calm()
  } finally {
    await attached.detach()
    outlived()
  }
}

/** Listens for the other commands as long as `work` lasts. */
async function control(
  tree: LiveTree,
  folder: string,
  options: MountOptions,
  end: EndSignal,
  { folders }: Context,
  work: () => Promise<void>,
): Promise<void> {
  const { plan, backend } = options
  const socket = socketOf(folders.runtime, folder)
  const handlers = createHandlers({
    tree,
    unmount: end.end,
    async reload() {
      const next = await options.replan()
      await tree.reopen(next)
      return next.mounts.map(({ name, source }) => name || source.name)
    },
  })
  const stop = await serveControl(socket, handlers)
  const about = { folder, cacheFolder: plan.cacheFolder, pid: process.pid, socket, label: plan.label }
  const unregister = register({ ...about, backend: backend.name })
  try {
    options.ready(`${plan.label} is mounted at ${folder}; "issuefs unmount ${options.folder}" ends it.`, tree.vfs)
    await work()
  } finally {
    unregister()
    await stop()
  }
}
