import type { HostStatus, MountStatus } from '../host/status.ts'
import type { Output } from './output.ts'

/** Milliseconds between two looks, and between two lines where there is no terminal. */
const look = 200
const lineEvery = 5000

export interface Progress {
  /** Takes it away. */
  end(): void
}

/** Shows how far a tree is until `end`: in place on a terminal, else as a line every few seconds. */
export function showProgress(status: () => HostStatus, output: Output, what: 'listing' | 'everything'): Progress {
  let said = Date.now()
  let before = ''
  const timer = setInterval(() => {
    const line = status()
      .mounts.map(mount => progressLine(mount, what))
      .join(' | ')
    if (output.isTerminal) output.progress(line)
    else if (line !== before && Date.now() - said >= lineEvery) {
      output.say(line)
      said = Date.now()
      before = line
    }
  }, look)
  timer.unref()
  return {
    end() {
      clearInterval(timer)
      output.progress('')
    },
  }
}

/** `jira: [##....] 1,200 of 10,000 issues, 300 to fetch, 20 to render`. */
export function progressLine(
  { name, source, listings, issues, lastError }: MountStatus,
  what: 'listing' | 'everything',
): string {
  const { known } = issues
  const total = listings.reduce((sum, each) => sum + (each.total ?? 0), 0)
  const parts = [
    total > 0 && total >= known
      ? `${bar(known / total)} ${count(known)} of ${count(total)} issues`
      : `${count(known)} issues`,
    what === 'everything' && issues.waiting > 0 ? `${count(issues.waiting)} to fetch` : [],
    what === 'everything' && issues.rendering > 0 ? `${count(issues.rendering)} to render` : [],
    lastError ? lastError.sentence : [],
  ].flat()
  return `${name || source}: ${parts.join(', ')}`
}

function bar(share: number): string {
  const full = Math.round(Math.min(1, share) * 20)
  return `[${'#'.repeat(full)}${'.'.repeat(20 - full)}]`
}

function count(number: number): string {
  return number.toLocaleString('en-US')
}
