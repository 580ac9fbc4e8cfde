import type { Context } from '../context.ts'
import { sentenceOf } from '../failure.ts'
import { waitUntilListed, waitUntilSettled } from '../mount/listed.ts'
import { startTree } from '../mount/live-tree.ts'
import type { Plan } from '../plan.ts'
import type { Tree } from './tree.ts'

/** Opens a tree for this command alone: listed to the end, and with the tracker's latest news where it can be reached. */
export async function openLocalTree(plan: Plan, context: Context): Promise<Tree> {
  const { output } = context
  const tree = await startTree(plan, context, { purpose: 'read by another issuefs command' })
  try {
    const warm = tree
      .status()
      .mounts.every(({ listings }) => listings.length > 0 && listings.every(({ finished }) => finished))
    await waitUntilListed(tree.host(), output)
    const offline = tree.status().mounts.some(({ lastError }) => lastError)
    if (warm && !offline)
      await tree
        .host()
        .refresh()
        .catch(thrown => output.say(sentenceOf(thrown)))
  } catch (thrown) {
    await tree.stop()
    throw thrown
  }
  return {
    vfs: tree.vfs,
    read: tree.read(),
    settle: () => waitUntilSettled(tree.host(), output),
    refresh: path => tree.host().refresh(path === '' ? undefined : path),
    close: () => tree.stop(),
  }
}
