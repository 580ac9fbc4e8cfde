import { expect, test } from 'vitest'
import { distance, nearest } from './nearest.ts'

test.each([
  ['statsu', 'status'],
  ['STATUS', 'status'],
  ['asignee', 'assignee'],
  ['prio', 'priority'],
  ['q', undefined],
  ['colour', undefined],
])('%s', (wrong, near) => {
  expect(nearest(wrong, ['assignee', 'priority', 'status'])).toBe(near)
})

test('letters that are swapped count once', () => {
  expect(distance('statsu', 'status')).toBe(1)
  expect(distance('', 'abc')).toBe(3)
})
