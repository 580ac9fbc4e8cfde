import { expect, test } from 'vitest'
import { mostUrgent } from './priority.ts'

test('the most urgent of several', () => {
  expect(mostUrgent(['refresh', 'save', 'listing'])).toBe('save')
  expect(mostUrgent(['prefetch', 'waiting'])).toBe('waiting')
  expect(mostUrgent([])).toBe('prefetch')
})
