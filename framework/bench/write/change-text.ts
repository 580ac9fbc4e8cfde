/** An issue's text with another first paragraph of its description; with another title where the description stays. */
export function changeText(text: string, part: 'title' | 'body', count: number): string {
  const word = `measured ${count}`
  return part === 'title'
    ? text.replace(/^# (.*?)(?: measured \d+)?$/m, `# $1 ${word}`)
    : text.replace(/^(# .*\n\n)(?:measured \d+\n\n)?/m, `$1${word}\n\n`)
}

/** How saves went, in milliseconds. */
export interface Saved {
  readonly each: readonly number[]
  /** From the first to the last. */
  readonly all: number
  /** What the process itself has computed meanwhile. */
  readonly computed: number
  readonly failed: readonly string[]
}

/** Makes so many saves, some of them at once. */
export async function timeSaves(count: number, atOnce: number, save: (index: number) => Promise<void>): Promise<Saved> {
  const each: number[] = []
  const failed: string[] = []
  const started = performance.now()
  const computing = process.cpuUsage()
  let next = 0
  async function work(): Promise<void> {
    for (let index = next++; index < count; index = next++) {
      const since = performance.now()
      await save(index).catch(thrown => failed.push(String(thrown)))
      each.push(performance.now() - since)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const { user, system } = process.cpuUsage(computing)
  return { each, all: performance.now() - started, computed: (user + system) / 1000, failed }
}
