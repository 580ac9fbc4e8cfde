/** What was made and has to be ended, because tsyringe does not. */
export interface Disposals {
  add(end: () => Promise<void> | void): void
  /** Ends everything, last made first. One that fails does not keep the others from ending; the first error is thrown. */
  dispose(): Promise<void>
}

export function createDisposals(): Disposals {
  const ends: (() => Promise<void> | void)[] = []
  return {
    add: end => void ends.push(end),
    async dispose() {
      const thrown: unknown[] = []
      for (const end of ends.splice(0).reverse()) {
        try {
          await end()
        } catch (reason) {
          thrown.push(reason)
        }
      }
      if (thrown.length > 0) throw thrown[0]
    },
  }
}
