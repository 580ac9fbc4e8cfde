/** A time as the REST interface writes it: `2026-11-21T02:08:17Z`. */
export function timeText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
