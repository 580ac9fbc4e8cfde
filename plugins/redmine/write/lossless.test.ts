import { expect, it } from 'vitest'
import { testCall } from '../call.test-support.ts'
import { startEmulator } from '../emulator/index.ts'
import { openSession } from '../session.test-support.ts'
import { find, save } from './saving.test-support.ts'

it.each(['markdown', 'textile'] as const)('one word of an issue changes one word in Redmine (%s)', async textFormat => {
  const emulator = await startEmulator({ issues: 60, projects: ['demo'], textFormat })
  const { issues } = openSession({ url: emulator.url, key: 'k', projects: ['demo'], textFormat })
  const call = testCall()
  let changed = 0
  for (let id = 1; id <= 60; id += 1) {
    const found = await find(issues, 'demo', id, call)
    const { description } = found.entity.fields
    if (typeof description !== 'string') continue
    const words = [...description.matchAll(/(?<=[ \n])[a-z]{4,}(?=[ .\r])/g)].map(({ 0: word }) => word)
    const word = words.find(one => found.text.split(one).length === 2 && description.split(one).length === 2)
    if (word === undefined) continue
    const saved = await save(issues, found, text => text.replace(word, 'änderung'), call)
    expect(saved.entity.fields.description).toBe(description.replace(word, 'änderung'))
    expect(saved.text.replace(/^(?:revision|updated|watchers): .*\n/gm, '')).toBe(
      found.text.replace(word, 'änderung').replace(/^(?:revision|updated|watchers): .*\n/gm, ''),
    )
    changed += 1
  }
  expect(changed).toBeGreaterThan(20)
  await emulator.close()
})
