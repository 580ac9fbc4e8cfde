import type { Entries } from './entries.ts'

/** Entries that tell of each write before it is made. */
export function watched(entries: Entries, step: (what: string) => void): Entries {
  const told =
    <Values extends unknown[], T>(what: string, write: (...values: Values) => T) =>
    (...values: Values): T => {
      step(what)
      return write(...values)
    }
  return {
    ...entries,
    append: told('append', entries.append),
    change: told('change', entries.change),
    remove: told('remove', entries.remove),
  }
}
