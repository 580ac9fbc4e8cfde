import type { Flavour } from '../options.ts'

/** Milliseconds that each poll looks back: search trails behind writes. */
export const OVERLAP = 120_000

const MINUTE = 60_000
const HOUR = 3_600_000

/** A lower bound for JQL. */
export interface Bound {
  /** `updated >= …` */
  readonly condition: string
  /** Milliseconds since 1970: nothing older can match it. */
  readonly earliest: number
}

/**
 * The condition for what changed since `top` less the overlap, without an upper bound.
 *
 * Cloud reads milliseconds. Data Center reads minutes in the time zone of the caller's profile; where that is not known
 * (`undefined`), the bound is early enough for all of them.
 */
export function changedSince(flavour: Flavour, top: number, zone: string | undefined): Bound {
  const from = Math.max(0, top - OVERLAP)
  if (flavour === 'cloud') return { condition: `updated >= ${from}`, earliest: from }
  const minute = Math.floor(from / MINUTE) * MINUTE
  if (zone === undefined) {
    // Zones reach from UTC-12 to UTC+14: written twelve hours early, it is read at most 26 hours early.
    const literal = localMinute(minute - 12 * HOUR, 'UTC')
    return { condition: `updated >= "${literal}"`, earliest: minute - 26 * HOUR }
  }
  const clear = beforeTurn(minute, zone)
  return { condition: `updated >= "${localMinute(clear, zone)}"`, earliest: clear - HOUR }
}

/** A time as JQL's `yyyy-MM-dd HH:mm` in a time zone. */
function localMinute(milliseconds: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, ...SHAPE }).formatToParts(milliseconds)
  const part = (type: string) => parts.find(found => found.type === type)?.value ?? ''
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')} ${part('hour')}:${part('minute')}`
}

/** A time zone that this machine knows, else `undefined`. */
export function knownZone(zone: unknown): string | undefined {
  if (typeof zone !== 'string' || zone === '') return undefined
  try {
    localMinute(0, zone)
    return zone
  } catch {
    return undefined
  }
}

const SHAPE = {
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
} as const

/** When clocks are put back, some minutes come twice, and the server may take the later one: steps before them. */
function beforeTurn(minute: number, zone: string): number {
  let clear = minute
  while ([HOUR / 2, HOUR].some(shift => localMinute(clear, zone) === localMinute(clear + shift, zone)))
    clear -= HOUR / 2
  return clear
}
