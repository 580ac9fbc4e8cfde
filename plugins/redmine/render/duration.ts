/** Hours as `1h 30m`. Days are left out: how long one is depends on the site. */
export function duration(hours: unknown): string | undefined {
  if (typeof hours !== 'number' || !Number.isFinite(hours) || hours <= 0) return undefined
  const minutes = Math.round(hours * 60)
  const parts = [minutes >= 60 && `${Math.floor(minutes / 60)}h`, minutes % 60 > 0 && `${minutes % 60}m`]
  return parts.filter(Boolean).join(' ') || '1m'
}

const SPAN = /(\d+(?:\.\d+)?)\s*(h|hours?|m|min|minutes?)(?![a-z])[\s,]*/gi

/** What `duration` prints, as hours; also `1.5h`, `90m`, `1:30` and a number of hours. `undefined` for all else. */
export function hoursOf(text: string): number | undefined {
  const words = text.trim()
  const [, whole, minutes] = /^(\d+):([0-5]\d)$/.exec(words) ?? []
  if (whole !== undefined) return Number(whole) + Number(minutes) / 60
  if (/^\d+(?:\.\d+)?$/.test(words)) return Number(words)
  if (words === '' || words.replaceAll(SPAN, '') !== '') return undefined
  return [...words.matchAll(SPAN)].reduce((sum, [, count, unit]) => {
    return sum + Number(count) / (unit!.toLowerCase().startsWith('h') ? 1 : 60)
  }, 0)
}
