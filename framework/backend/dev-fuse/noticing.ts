import type { Node } from '../../store/contract.ts'

/** Between two hints about one mount, milliseconds: polls are at least ten seconds apart. */
const pause = 2000

/** Passes on that somebody reads, now and then. */
export function createNoticing(tell: (ino: number) => void, now = Date.now): (node: Node) => void {
  const last = new Map<number, number>()
  return node => {
    const about = node.mount ?? -1
    const time = now()
    if (time - (last.get(about) ?? 0) < pause) return
    last.set(about, time)
    tell(node.ino)
  }
}
