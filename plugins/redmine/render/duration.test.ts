import { describe, expect, it } from 'vitest'
import { duration, hoursOf } from './duration.ts'

describe('a duration', () => {
  it.each<[number, string | undefined, string[]]>([
    [2.5, '2h 30m', ['2.5', '2.5h', '150m', '2:30', '2 hours, 30 minutes', '2h30m']],
    [8, '8h', ['8', '8 h', '480min']],
    [0.25, '15m', ['15m', '0:15']],
    [0, undefined, ['0', '0h']],
  ])('of %d hours is %s', (hours, shown, written) => {
    expect(duration(hours)).toBe(shown)
    for (const text of [...written, ...(shown ? [shown] : [])]) expect(hoursOf(text), text).toBe(hours)
  })

  it.each(['', '2 days', 'soon', '1h soon', '2.5.1', '-1h'])('is not %j', text => {
    expect(hoursOf(text)).toBeUndefined()
  })
})
