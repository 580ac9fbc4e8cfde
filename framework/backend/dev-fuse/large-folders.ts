import type { NodeReader } from '../../store/nodes.ts'

/** As many answers are remembered: folders that are being listed at the same time. */
const mostRemembered = 64

/** Gives whether a folder has more than `most` entries: looked up when a listing begins, remembered while it goes on. */
export function createLargeFolders(nodes: NodeReader, most: number): (folder: number, cookie: number) => boolean {
  const known = new Map<number, boolean>()
  return (folder, cookie) => {
    const before = cookie > 2 ? known.get(folder) : undefined
    if (before !== undefined) return before
    const large = Number.isFinite(most) && nodes.exceeds(folder, most)
    known.delete(folder)
    known.set(folder, large)
    if (known.size > mostRemembered) known.delete(known.keys().next().value!)
    return large
  }
}
