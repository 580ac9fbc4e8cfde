import type { Ino } from '../../store/contract.ts'
import type { Store } from '../../store/sqlite.ts'
import { type Draft, differs } from './draft.ts'
import type { Held } from './held.ts'
import { later } from './later.ts'

/** All drafts there are, by the file that was opened. */
export interface Drafts {
  add(draft: Draft): void
  of(ino: Ino): readonly Draft[]
  /** The one that a process sees: the last that it has written, of those that differ from what is stored. */
  seenBy(pid: number | undefined, ino: Ino): Draft | undefined
  /** To be called after each change of a draft: tells whether the file is held. */
  note(draft: Draft): void
  /** What was not saved is gone: the file shows what is stored. */
  drop(draft: Draft): void
  /** Keeps a draft that nobody has open for so many milliseconds, then calls when nobody has taken it. */
  lend(draft: Draft, milliseconds: number, lapsed: (draft: Draft) => Promise<void>): void
  /** Ends all of those now. */
  recall(): Promise<void>
  /** Gives one of those to the process that opens the file. */
  take(ino: Ino, pid: number | undefined): Draft | undefined
  /** A text was saved that was written by then (`performance.now()`): what others had only emptied before is over. */
  overtake(ino: Ino, by: number): void
}

export function createDrafts(store: Store, held: Held): Drafts {
  const all = new Map<Ino, Set<Draft>>()
  const lent = new Map<Ino, { readonly draft: Draft; readonly timer: NodeJS.Timeout; lapse(): Promise<void> }>()

  const drafts: Drafts = {
    add(draft) {
      const present = all.get(draft.ino)
      if (present) present.add(draft)
      else all.set(draft.ino, new Set([draft]))
    },
    of: ino => [...(all.get(ino) ?? [])],
    seenBy: (pid, ino) =>
      [...(all.get(ino) ?? [])]
        .filter(draft => differs(draft) && (draft.shared || isSame(pid, draft.pid)))
        .sort((one, other) => one.changed - other.changed)
        .at(-1),
    note: draft => held.set(draft.ino, draft, differs(draft)),
    drop(draft) {
      const present = all.get(draft.ino)
      if (!present?.delete(draft)) return
      if (present.size === 0) all.delete(draft.ino)
      held.set(draft.ino, draft, false)
      if (differs(draft)) store.transaction(write => write.invalidate({ what: 'content', ino: draft.ino }))
    },
    lend(draft, milliseconds, lapsed) {
      end(draft.ino)
      const lapse = (): Promise<void> => {
        lent.delete(draft.ino)
        drafts.drop(draft)
        return lapsed(draft)
      }
      lent.set(draft.ino, { draft, timer: later(milliseconds, lapse), lapse })
      drafts.add(draft)
      drafts.note(draft)
    },
    async recall() {
      for (const { timer, lapse } of [...lent.values()]) {
        clearTimeout(timer)
        await lapse()
      }
    },
    take(ino, pid) {
      const draft = takeBack(ino)
      if (draft) draft.pid = pid
      return draft
    },
    overtake(ino, by) {
      for (const draft of drafts.of(ino)) {
        if (!draft.emptied || draft.shared || draft.changed > by) continue
        draft.emptied = false
        drafts.note(draft)
        if (lent.get(ino)?.draft === draft) end(ino)
      }
    },
  }

  /** The one that is kept for whoever opens the file is kept no more. */
  function takeBack(ino: Ino): Draft | undefined {
    const found = lent.get(ino)
    clearTimeout(found?.timer)
    lent.delete(ino)
    return found?.draft
  }

  function end(ino: Ino): void {
    const draft = takeBack(ino)
    if (draft) drafts.drop(draft)
  }

  return drafts
}

/** A process that is not known may be any. */
function isSame(one: number | undefined, other: number | undefined): boolean {
  return one === undefined || other === undefined || one === other
}
