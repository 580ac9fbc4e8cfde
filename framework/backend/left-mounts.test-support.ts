import { isOurMount, readMountTable } from './mount-table.ts'

/** For vitest, around all test files: they unmount what they mount, also when they fail. */
export async function setup(): Promise<() => Promise<void>> {
  const before = await mounted()
  return async () => {
    const left = (await mounted()).filter(folder => !before.includes(folder))
    if (left.length === 0) return
    // vitest shows what a teardown throws, and passes all the same.
    process.exitCode = 1
    throw new Error(`The tests have left mounts: ${left.join(', ')}`)
  }
}

async function mounted(): Promise<readonly string[]> {
  return (await readMountTable()).filter(isOurMount).map(({ folder }) => folder)
}
