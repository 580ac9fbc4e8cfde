import { startWatchdog } from './watchdog.ts'

/** A process that watches a mount as if it were its own: `watching.test-support.ts FOLDER`. */

startWatchdog(process.argv[2]!)
setInterval(() => {}, 60_000)
