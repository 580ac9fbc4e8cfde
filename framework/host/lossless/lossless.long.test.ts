import { expect, it } from 'vitest'
import { changeOneWord } from './change-one-word.test-support.ts'
import { trackers } from './trackers.test-support.ts'

it.each(trackers)('one word of every issue is all that changes: $name', async tracked => {
  const { changed, refused, wordless, reflowed } = await changeOneWord(tracked, Number.POSITIVE_INFINITY, 1)
  console.log(`${tracked.name}: changed ${changed}, refl ${reflowed.length} refused ${refused.length}, wordless ${wordless.length}\n${refused.slice(0, 12).join('\n')} ${wordless} ${reflowed}`)
  expect(wordless.length).toBe(0)
})
