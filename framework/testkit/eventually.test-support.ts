import { vi } from 'vitest'

/** Waits until a check passes. It fails after 20 seconds: a busy machine is no reason to, and a passing one costs nothing. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 20_000, interval: 20 })
}
