import { createRequire } from 'node:module'

/** The part of koffi that is used: calls into the C library. */
export interface Koffi {
  load(library: null): { func(name: string, result: string, parameters: readonly unknown[]): Foreign }
  struct(members: Readonly<Record<string, unknown>>): unknown
  pointer(type: unknown): unknown
  errno(): number
}

export interface Foreign {
  (...values: unknown[]): number
  /** Runs in a thread of its own; the last value is called with what came of it. */
  async(...values: unknown[]): void
}

/** Loads the optional package koffi; `undefined` when it is not installed or has no build for this system. */
export function loadKoffi(): Koffi | undefined {
  try {
    return createRequire(import.meta.url)('koffi')
  } catch {
    return undefined
  }
}
