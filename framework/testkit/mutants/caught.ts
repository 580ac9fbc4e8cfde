import type { SourceCase } from '../source-fixture.ts'
import { openSource } from '../test-source.ts'
import type { Mutant } from './mutant.ts'
import { mutantSource } from './source.ts'
import { startMutantTracker } from './tracker.ts'

/** Which of some cases fails first against a mutant; `none` when it passes them all. */
export async function firstFailing({ mutation }: Mutant, cases: readonly SourceCase[]): Promise<string> {
  const tracker = await startMutantTracker()
  try {
    const open = openSource(mutantSource(mutation), tracker)
    for (const each of cases) {
      if (each.needless?.(open) !== undefined) continue
      try {
        await each.run(open)
      } catch {
        return each.name
      }
    }
    return 'none'
  } finally {
    await tracker.close()
  }
}
