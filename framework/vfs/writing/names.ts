import type { Ino } from '../../store/contract.ts'
import type { Store } from '../../store/sqlite.ts'
import type { Removal } from '../contract.ts'
import type { Held } from './held.ts'
import { later } from './later.ts'

/** What a name shows for the moment, whatever the store says: a file, or nothing. */
interface Override {
  readonly parent: Ino
  readonly name: string
  readonly shows: Ino | undefined
  /** The document that is away. */
  readonly away: Ino | undefined
  readonly timer: NodeJS.Timeout | undefined
  removal: Removal | undefined
}

/** Names that are not what the store says, for a while. */
export interface Names {
  /** `undefined`: as the store says. `{ shows: undefined }`: not there. */
  of(parent: Ino, name: string): { readonly shows: Ino | undefined } | undefined
  /** The document that is away from a name. */
  away(parent: Ino, name: string): Ino | undefined
  /** Takes a document away for so many milliseconds; then its removal is carried out, or it is there again. */
  takeAway(parent: Ino, name: string, ino: Ino, milliseconds: number, removal?: Removal): void
  /** A document that is away is made anew: whatever comes of that, it is not removed. */
  takeBack(parent: Ino, name: string): void
  /** Shows a file under a name that it does not have in the store. */
  show(parent: Ino, name: string, ino: Ino): void
  /** The name is as the store says again, and its document is not removed. */
  restore(parent: Ino, name: string): void
  /** Ends every while at once. */
  settle(): Promise<void>
}

/** @param report told of what goes wrong with a file of a name later on */
export function createNames(store: Store, held: Held, report: (name: string, thrown: unknown) => void): Names {
  const overrides = new Map<string, Override>()
  const key = (parent: Ino, name: string): string => `${parent}/${name}`

  function set(override: Override): void {
    clear(override.parent, override.name)
    overrides.set(key(override.parent, override.name), override)
    held.set(override.parent, override, true)
  }

  function clear(parent: Ino, name: string): Override | undefined {
    const override = overrides.get(key(parent, name))
    if (!override) return undefined
    clearTimeout(override.timer)
    overrides.delete(key(parent, name))
    held.set(parent, override, false)
    return override
  }

  function takeBack(parent: Ino, name: string): void {
    const override = overrides.get(key(parent, name))
    const removal = override?.removal
    if (!override || !removal) return
    override.removal = undefined
    try {
      removal.takeBack()
    } catch (thrown) {
      report(name, thrown)
    }
  }

  async function end(override: Override): Promise<void> {
    const { parent, name } = override
    if (overrides.get(key(parent, name)) !== override) return
    clearTimeout(override.timer)
    const { removal } = override
    override.removal = undefined
    await removal?.carryOut().catch(thrown => report(name, thrown))
    if (overrides.get(key(parent, name)) !== override) return
    clear(parent, name)
    appear(parent, name)
  }

  /** Caches learn what the store says of a name. */
  function appear(parent: Ino, name: string): void {
    const node = store.read.nodes.child(parent, name)
    if (node) store.transaction(write => write.invalidate({ what: 'appeared', parent, name, ino: node.ino }))
  }

  return {
    of: (parent, name) => overrides.get(key(parent, name)),
    away: (parent, name) => overrides.get(key(parent, name))?.away,
    takeAway(parent, name, ino, milliseconds, removal) {
      const timer = later(milliseconds, () => end(override))
      const override: Override = { parent, name, shows: undefined, away: ino, timer, removal }
      set(override)
      store.transaction(write => write.invalidate({ what: 'disappeared', parent, name, ino }))
    },
    takeBack,
    show(parent, name, ino) {
      set({ parent, name, shows: ino, away: undefined, timer: undefined, removal: undefined })
    },
    restore(parent, name) {
      takeBack(parent, name)
      if (clear(parent, name)) appear(parent, name)
    },
    async settle() {
      await Promise.all([...overrides.values()].filter(({ timer }) => timer).map(end))
    },
  }
}
