/**
 * Does something after so many milliseconds, unless the process has ended by then. What goes wrong is for nobody: by then
 * the store may be closed.
 */
export function later(milliseconds: number, work: () => Promise<void> | void): NodeJS.Timeout {
  return setTimeout(async () => {
    try {
      await work()
    } catch {}
  }, milliseconds).unref()
}
