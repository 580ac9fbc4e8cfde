import { expect, test } from 'vitest'
import { mountMemory } from './mount-memory.ts'
import { mutantSource } from './mutants/source.ts'
import { startMutantTracker } from './mutants/tracker.ts'

test('time that passes brings what is new and takes what was deleted', async () => {
  const tracker = await startMutantTracker()
  try {
    await using mount = await mountMemory(mutantSource(), tracker.options)
    expect(mount.vol.readdirSync('/app')).toContain('2.md')
    tracker.change!({ id: 1 }, 'Changed meanwhile')
    tracker.remove!({ id: 2 })
    await mount.advanceTime(7 * 3_600_000)
    expect(mount.vol.readFileSync('/app/1.md', 'utf8')).toContain('\n# Changed meanwhile\n')
    expect(mount.vol.readdirSync('/app')).not.toContain('2.md')
  } finally {
    await tracker.close()
  }
})

test.each([
  ['that throws', () => Promise.reject('no such board'), 'The listing failed: no such board'],
  ['that answers with nothing', async () => undefined as never, 'The listing "issues" answered with undefined'],
  [
    'that never ends',
    async (_call: unknown, from = '1') => ({ items: [], next: from === '1' ? '2' : '1' }),
    'leads back',
  ],
])('a listing %s is said at once, and not waited for', async (_what, list, sentence) => {
  const tracker = await startMutantTracker()
  try {
    const mounted = mountMemory(mutantSource({ parts: () => ({ list }) }), tracker.options)
    await expect(mounted).rejects.toThrow(sentence)
  } finally {
    await tracker.close()
  }
})
