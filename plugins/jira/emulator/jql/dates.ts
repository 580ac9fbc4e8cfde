/** Reads dates as JQL does, in the caller's profile time zone. */

const units = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/**
 * Milliseconds of a date literal: epoch milliseconds, `yyyy-MM-dd`, `yyyy/MM/dd`, either with ` HH:mm`,
 * or a period such as `-4w 2d` counted from `now`. `undefined` when it is none.
 */
export function readDate(text: string, now: number, timeZone: string): number | undefined {
  if (/^-?\d{5,}$/.test(text)) return Number(text)
  const date = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T](\d{1,2}):(\d{2}))?$/.exec(text)
  if (date) {
    const [, year, month, day, hour = '0', minute = '0'] = date
    return zoned(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)), timeZone)
  }
  const period = readPeriod(text)
  return period === undefined ? undefined : now + period
}

/** Milliseconds of `-4w 2d`; the sign holds for all parts. */
export function readPeriod(text: string): number | undefined {
  if (!/^[+-]?\s*\d+[mhdw](\s+\d+[mhdw])*$/i.test(text)) return undefined
  const parts = [...text.matchAll(/(\d+)([mhdw])/gi)]
  const sum = parts.reduce((total, part) => total + Number(part[1]) * units[part[2]!.toLowerCase() as 'm'], 0)
  return text.startsWith('-') ? -sum : sum
}

/** Midnight of the day, week (Monday), month or year in which `now` lies, in the zone. */
export function startOf(unit: 'day' | 'week' | 'month' | 'year', now: number, timeZone: string): number {
  const wall = new Date(now + offset(now, timeZone))
  const [year, month, day] = [wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()]
  const start = {
    day: Date.UTC(year, month, day),
    week: Date.UTC(year, month, day - ((wall.getUTCDay() + 6) % 7)),
    month: Date.UTC(year, month),
    year: Date.UTC(year, 0),
  }[unit]
  return zoned(start, timeZone)
}

/** The instant at which clocks in the zone show this wall time (given as if it were UTC). */
function zoned(wall: number, timeZone: string): number {
  const guess = wall - offset(wall, timeZone)
  return wall - offset(guess, timeZone)
}

/** What clocks in the zone are ahead of UTC, in milliseconds. */
function offset(instant: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find(candidate => candidate.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(instant / 1000) * 1000
}
