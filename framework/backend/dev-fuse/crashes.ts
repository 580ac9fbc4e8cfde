/** When a kind of thread dies more often than this within a minute, the next one begins after a pause, in milliseconds. */
const mostCrashes = 5
const pauseAfterMany = 1000

/** The deaths of threads of one kind. */
export interface Crashes {
  /** Notes that one died just now. Gives how long to wait before the next one is started, milliseconds. */
  pause(): number
  readonly any: boolean
}

export function createCrashes(now = Date.now): Crashes {
  let recent: readonly number[] = []
  return {
    pause() {
      const time = now()
      recent = [...recent.filter(at => at > time - 60_000), time]
      return recent.length > mostCrashes ? pauseAfterMany : 0
    },
    get any() {
      return recent.length > 0
    },
  }
}
