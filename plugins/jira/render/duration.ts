/** Seconds as `1h 30m`. Days are left out: how long one is depends on the site. */
export function duration(seconds: unknown): string | undefined {
  if (typeof seconds !== 'number' || !Number.isFinite(seconds) || seconds <= 0) return undefined
  const minutes = Math.round(seconds / 60)
  const parts = [minutes >= 60 && `${Math.floor(minutes / 60)}h`, minutes % 60 > 0 && `${minutes % 60}m`]
  return parts.filter(Boolean).join(' ') || '1m'
}
