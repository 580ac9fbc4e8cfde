import { posix } from 'node:path'
import { escapeName, foldName } from '../path/name.ts'

const longest = 255

/**
 * The names of issues' files in a view, by their paths below the mount: the file's own name; where several have the same
 * one, the path's folders joined with `-` in front; where that is still not enough, the whole path as one escaped name.
 */
export function viewNames(paths: readonly string[]): ReadonlyMap<string, string> {
  const steps = [posix.basename, joined, escapeName] as const
  const names = new Map<string, string>()
  let open: readonly string[] = paths
  for (const step of steps) {
    const counts = new Map<string, number>()
    for (const name of names.values()) count(counts, name)
    for (const path of open) count(counts, step(path))
    const isLast = step === steps.at(-1)
    const left: string[] = []
    for (const path of open) {
      const name = step(path)
      if (isLast || (counts.get(foldName(name)) === 1 && Buffer.byteLength(name) <= longest)) names.set(path, name)
      else left.push(path)
    }
    open = left
  }
  return names
}

function joined(path: string): string {
  return path.replaceAll('/', '-')
}

function count(counts: Map<string, number>, name: string): void {
  const folded = foldName(name)
  counts.set(folded, (counts.get(folded) ?? 0) + 1)
}
