import { describe, expect, it } from 'vitest'
import { changedSince, knownZone, OVERLAP } from './since.ts'

const at = (iso: string) => Date.parse(iso)

const HOUR = 3_600_000

describe('what changed since', () => {
  it('is milliseconds on Cloud', () => {
    const top = at('2026-01-02T03:04:05.678Z')
    expect(changedSince('cloud', top, undefined).condition).toBe(`updated >= ${top - OVERLAP}`)
  })

  it('is minutes in the time zone of the profile on Data Center, rounded down', () => {
    const { condition } = changedSince('data-center', at('2026-01-02T03:04:59Z'), 'America/New_York')
    expect(condition).toBe('updated >= "2026-01-01 22:02"')
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kolkata', 'America/St_Johns'])(
    'never looks back too little, whichever way %s reads a minute that comes twice',
    zone => {
      for (const turn of ['2026-04-04T15:00:00Z', '2026-10-25T01:00:00Z', '2026-11-01T04:30:00Z']) {
        for (let top = at(turn) - 2 * HOUR; top < at(turn) + 3 * HOUR; top += 607_000) expectEnough(top, zone)
      }
    },
  )

  function expectEnough(top: number, zone: string): void {
    const { condition, earliest } = changedSince('data-center', top, zone)
    const literal = /"(.*)"/.exec(condition)![1]!
    // The latest instant that shows this minute is the worst that a server can take it for.
    const around = at(`${literal.replace(' ', 'T')}:00Z`)
    let latest = 0
    const show = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
    for (let t = around - 14 * HOUR; t <= around + 14 * HOUR; t += HOUR / 2) {
      if (show.format(t) === literal) latest = t
    }
    expect(latest).toBeLessThanOrEqual(top - OVERLAP)
    expect(earliest).toBeLessThanOrEqual(latest)
  }

  it('is early enough for every zone where none is known', () => {
    const top = at('2026-01-02T03:04:05Z')
    const { condition, earliest } = changedSince('data-center', top, undefined)
    expect(condition).toBe('updated >= "2026-01-01 15:02"')
    expect(earliest).toBeLessThan(top - 24 * 3_600_000)
  })

  it('knows a zone when it sees one', () => {
    expect(knownZone('Europe/Berlin')).toBe('Europe/Berlin')
    expect(knownZone('Mars/Olympus')).toBeUndefined()
    expect(knownZone(undefined)).toBeUndefined()
  })
})
