import type { OpenSource } from '../source-fixture.ts'

/** The secrets that the test gives to the source. */
export function secretsOf({ source, tracker }: OpenSource): readonly string[] {
  return Object.entries(source.options).flatMap(([name, { type }]) => {
    const value = tracker.options[name]
    return type === 'secret' && typeof value === 'string' && value !== '' ? [value] : []
  })
}
