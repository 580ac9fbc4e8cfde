/** What comes of some work, unless it takes too long or nobody waits any more; then, and when it fails, `undefined`. */
export function beforeDeadline<T>(
  work: Promise<T | undefined>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<T | undefined> {
  return new Promise(resolve => {
    const end = (value?: T): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', leave)
      resolve(value)
    }
    const leave = (): void => end()
    const timer = setTimeout(leave, milliseconds)
    signal.addEventListener('abort', leave, { once: true })
    work.then(end, leave)
    if (signal.aborted) leave()
  })
}
