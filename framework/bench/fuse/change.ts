import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { issueFolder, issueName, issueText } from './build-tree.ts'
import { mountVariant } from './mounted.ts'
import { median } from './time-command.ts'

/** Median milliseconds from a change being stored to a program that opens the file again and again reading it. */
export async function measureChange(place: string, store: string, rounds: number): Promise<number> {
  const folder = join(place, 'mount')
  await mkdir(folder, { recursive: true })
  const mounted = await mountVariant('dev-fuse', folder, store)
  const took: number[] = []
  try {
    for (let round = 1; round <= rounds; round++) {
      const path = join(folder, issueFolder, issueName(round))
      const { ino } = await stat(path)
      await readFile(path)
      const wanted = issueText(round, Date.now())
      const version = Number(/version (\d+)/.exec(wanted)![1])
      const changing = mounted.tell({ order: 'change', ino, number: round, version })
      let seen: number
      do {
        const text = await readFile(path, 'utf8')
        seen = text === wanted ? performance.timeOrigin + performance.now() : 0
      } while (seen === 0)
      const changed = await changing
      if (changed.said === 'changed') took.push(Math.max(0, seen - changed.at))
    }
  } finally {
    await mounted.leave()
  }
  return median(took)
}
