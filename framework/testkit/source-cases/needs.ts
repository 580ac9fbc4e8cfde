import type { OpenSource } from '../source-fixture.ts'

/** Why a case does not apply when the fixture lacks a hook. */
export function needs(
  tracker: OpenSource['tracker'],
  ...hooks: readonly ('change' | 'comment' | 'create' | 'remove' | 'move')[]
): string | undefined {
  const absent = hooks.find(hook => tracker[hook] === undefined)
  return absent && `The tracker of the test has no ${absent}().`
}
