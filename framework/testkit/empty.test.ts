import { afterAll, beforeAll, expect, it } from 'vitest'
import { mutantSource } from './mutants/source.ts'
import { startMutantTracker } from './mutants/tracker.ts'
import { sourceCases } from './source-cases/index.ts'
import type { OpenSource } from './source-fixture.ts'
import { openSource } from './test-source.ts'

/** A source that lists nothing: each case that fails says so, and none stumbles over it. */

let open: OpenSource

beforeAll(async () => {
  const nothing = async () => ({ items: [] })
  open = openSource(mutantSource({ parts: () => ({ list: nothing, sweep: nothing }) }), await startMutantTracker())
})

afterAll(() => open.tracker.close())

it.each(sourceCases)('$name', async ({ run, needless }) => {
  if (needless?.(open) !== undefined) return
  const thrown: unknown = await run(open).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).not.toBeInstanceOf(TypeError)
  expect(String(thrown)).not.toContain('TypeError')
})
