import type { Route } from '../source/route.ts'
import type { WritableText } from '../source/write.ts'

/** What programs may write in a mount, of whichever of its issues. */
export interface Abilities {
  /** When the tracker has it: before a save is done, or a moment after. */
  readonly sends: 'wait' | 'queue'
  readonly texts: readonly WritableText[]
  readonly comments: boolean
  readonly creates: boolean
  readonly attaches: boolean
  readonly removes: boolean
}

/** @param options how it is mounted */
export function abilitiesOf(
  routes: readonly Route[],
  { sends, allowDelete }: { readonly sends: Abilities['sends']; readonly allowDelete: boolean },
): Abilities {
  const writes = routes.flatMap(route => (route.kind === 'documents' && route.write ? [route.write] : []))
  return {
    sends,
    texts: [...new Set(writes.flatMap(({ texts = [] }) => texts))],
    comments: writes.some(({ comment }) => comment),
    creates: writes.some(({ create }) => create),
    attaches: routes.some(route => route.kind === 'files' && route.create),
    removes: allowDelete && writes.some(({ remove }) => remove),
  }
}
