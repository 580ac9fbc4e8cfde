import type { EntityRow } from '../store/contract.ts'

/** Issues that are read while edits of them are still written down, so that the disk is waited for beside the tracker. */
export interface ReadAhead {
  /** Begins, unless one of the subject is begun already. */
  begin(subject: string, read: () => Promise<EntityRow>): void
  /** For the first edit of the subject that is sent, and only for that; `undefined` when it was read too long ago. */
  take(subject: string): Promise<EntityRow> | undefined
}

/** How old what was read may be, in milliseconds: what others change since then is not seen. */
const longestAge = 1000

export function createReadAhead(): ReadAhead {
  const begun = new Map<string, { readonly at: number; readonly entity: Promise<EntityRow> }>()
  const isOld = ({ at }: { readonly at: number }): boolean => performance.now() - at > longestAge
  return {
    begin(subject, read) {
      const before = begun.get(subject)
      if (before && !isOld(before)) return
      const entity = read()
      entity.catch(() => {})
      begun.set(subject, { at: performance.now(), entity })
    },
    take(subject) {
      const found = begun.get(subject)
      begun.delete(subject)
      return found && !isOld(found) ? found.entity : undefined
    },
  }
}
