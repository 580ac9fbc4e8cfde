/** Milliseconds between sweeps, as the kernel makes them if left alone. */
const TURN = 6 * 3_600_000

/** Whether it is an issue's turn to be read again: each has one turn within so many days. */
export function isDue(id: number, days: number, now: number): boolean {
  if (!(days > 0)) return false
  const turns = Math.max(1, Math.round((days * 86_400_000) / TURN))
  return id % turns === Math.floor(now / TURN) % turns
}
