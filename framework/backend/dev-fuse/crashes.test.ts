import { expect, test } from 'vitest'
import { createCrashes } from './crashes.ts'

test('the sixth death within a minute brings a pause', () => {
  let time = 0
  const crashes = createCrashes(() => time)
  expect(crashes.any).toBe(false)
  const pauses = Array.from({ length: 6 }, () => {
    time += 1000
    return crashes.pause()
  })
  expect(pauses).toEqual([0, 0, 0, 0, 0, 1000])
  time += 61_000
  expect(crashes.pause()).toBe(0)
  expect(crashes.any).toBe(true)
})
