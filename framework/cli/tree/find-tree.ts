import { resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { Invocation } from '../command.ts'
import type { Context } from '../context.ts'
import { placeIn, type Running, runningMounts } from '../control/registry.ts'
import type { ExitCode } from '../failure.ts'
import { type Plan, planTree } from '../plan.ts'
import type { Tree } from './tree.ts'

/** Which tree a command is about, and the paths in it, without a slash at either end. */
interface FoundTree {
  readonly at: { readonly running: Running } | { readonly plan: Plan }
  readonly paths: readonly string[]
}

/**
 * A path in the folder of a running mount means that mount. Else a path is one of the tree that the flags or the
 * configuration choose, whether it is mounted or not, or of the only mount that runs.
 *
 * @throws UsageError when it is not clear which tree is meant
 */
async function findTree(paths: readonly string[], invocation: Invocation, context: Context): Promise<FoundTree> {
  const mounts = runningMounts(context.folders.runtime)
  const places = paths.map(path => placeIn(mounts, resolve(context.from, path)))
  const [place] = places
  if (place) {
    if (places.some(each => each?.running.folder !== place.running.folder))
      throw new UsageError(
        `These paths are not all in the mount at "${place.running.folder}"; ask for one mount at a time.`,
      )
    return { at: { running: place.running }, paths: places.map(each => each!.path) }
  }
  const inside = paths.map(path =>
    path
      .split('/')
      .filter(name => name !== '' && name !== '.')
      .join('/'),
  )
  const [only, another] = mounts
  if (invocation.selection.selected.length === 0 && only && !another) return { at: { running: only }, paths: inside }
  const [named] = paths.filter((_, at) => inside[at] !== '')
  if (invocation.selection.selected.length === 0 && named !== undefined)
    throw new UsageError(
      `"${named}" is in no running mount${only ? ' ("issuefs status" lists them)' : ''}. For a tracker that is not mounted, give --plugin NAME with its options ("issuefs plugins" lists them), or write a configuration.`,
    )
  const plan = await planTree(invocation, context)
  const running = mounts.find(({ cacheFolder }) => cacheFolder === plan.cacheFolder)
  return { at: running ? { running } : { plan }, paths: inside }
}

/** Opens a tree, does something with it, and closes it whatever happens. */
export async function withTree(
  paths: readonly string[],
  invocation: Invocation,
  context: Context,
  work: (tree: Tree, paths: readonly string[]) => Promise<ExitCode>,
): Promise<ExitCode> {
  const found = await findTree(paths, invocation, context)
  const tree =
    'running' in found.at
      ? await (await import('./remote-tree.ts')).openRemoteTree(found.at.running)
      : await (await import('./local-tree.ts')).openLocalTree(found.at.plan, context)
  try {
    return await work(tree, found.paths)
  } finally {
    await tree.close()
  }
}
