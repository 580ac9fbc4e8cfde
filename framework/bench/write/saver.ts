import { open, readFile } from 'node:fs/promises'
import { changeText, timeSaves } from './change-text.ts'

/** What the program that saves is told. */
export interface SaveOrder {
  readonly paths: readonly string[]
  readonly part: 'title' | 'body'
  readonly atOnce: number
  /** Whether it calls fsync before it closes. */
  readonly sync: boolean
}

/** A program that saves files: opens each to write it anew, writes all of it, and closes it. Reading is not timed. */
let count = 0
process.on('message', async ({ paths, part, atOnce, sync }: SaveOrder) => {
  const texts: string[] = []
  for (const path of paths) texts.push(changeText(await readFile(path, 'utf8'), part, ++count))
  const saved = await timeSaves(paths.length, atOnce, async index => {
    const file = await open(paths[index]!, 'w')
    try {
      await file.writeFile(texts[index]!)
      if (sync) await file.sync()
    } finally {
      await file.close()
    }
  })
  process.send!(saved)
})
process.on('disconnect', () => process.exit())
process.send!('ready')
