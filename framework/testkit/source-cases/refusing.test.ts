import { expect, it } from 'vitest'
import { mutantSource } from '../mutants/source.ts'
import { startMutantTracker } from '../mutants/tracker.ts'
import { openSource } from '../test-source.ts'
import { refusingCases } from './refusing.ts'

it('an update whose requests say that they only read is told so', async () => {
  const tracker = await startMutantTracker()
  try {
    const update = async () => {}
    const open = openSource(mutantSource({ parts: () => ({ update }) }), tracker)
    const refused = refusingCases.find(({ name }) => name.startsWith('a save that is refused'))!
    await expect(refused.run(open)).rejects.toThrow('A POST with safe: true is taken for one that only reads')
  } finally {
    await tracker.close()
  }
})
