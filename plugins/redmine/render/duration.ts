/** Hours as `1h 30m`. Days are left out: how long one is depends on the site. */
export function duration(hours: unknown): string | undefined {
  if (typeof hours !== 'number' || !Number.isFinite(hours) || hours <= 0) return undefined
  const minutes = Math.round(hours * 60)
  const parts = [minutes >= 60 && `${Math.floor(minutes / 60)}h`, minutes % 60 > 0 && `${minutes % 60}m`]
  return parts.filter(Boolean).join(' ') || '1m'
}

/** What `duration` prints, as hours; also `1.5h`, `90m`, `1:30` and a number of hours. `undefined` for all else. */
export function hoursOf(text: string): number | undefined {
  const [, whole, clock] = /^(\d+):([0-5]\d)$/.exec(text.trim()) ?? []
  if (whole !== undefined) return Number(whole) + Number(clock) / 60
  const found = /^(?:(\d+(?:\.\d+)?)\s*h?)?\s*(?:(\d+)\s*m(?:in)?)?$/i.exec(text.trim())
  if (found === null || (found[1] === undefined && found[2] === undefined)) return undefined
  return Number(found[1] ?? 0) + Number(found[2] ?? 0) / 60
}
