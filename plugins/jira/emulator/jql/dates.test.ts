import { expect, test } from 'vitest'
import { readDate, startOf } from './dates.ts'

const now = Date.parse('2026-03-10T12:00:00Z')

test.each([
  ['1732877091000', 'Europe/Berlin', '2024-11-29T10:44:51.000Z'],
  ['2026-01-15 08:30', 'Europe/Berlin', '2026-01-15T07:30:00.000Z'],
  ['2026/07/15 08:30', 'Europe/Berlin', '2026-07-15T06:30:00.000Z'],
  ['2026-07-15', 'America/New_York', '2026-07-15T04:00:00.000Z'],
  ['2026-03-29 03:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['-1d', 'Etc/UTC', '2026-03-09T12:00:00.000Z'],
  ['-4w 2d', 'Etc/UTC', '2026-02-08T12:00:00.000Z'],
  ['3h', 'Etc/UTC', '2026-03-10T15:00:00.000Z'],
])('%s in %s', (text, zone, expected) => {
  expect(new Date(readDate(text, now, zone)!).toISOString()).toBe(expected)
})

test('nonsense is no date', () => {
  for (const text of ['', 'soon', '2026', '-1y', '2026-13']) expect(readDate(text, now, 'Etc/UTC')).toBeUndefined()
})

test('starts of day and week are in the zone', () => {
  expect(new Date(startOf('day', now, 'Asia/Tokyo')).toISOString()).toBe('2026-03-09T15:00:00.000Z')
  expect(new Date(startOf('week', now, 'Etc/UTC')).toISOString()).toBe('2026-03-09T00:00:00.000Z')
})
