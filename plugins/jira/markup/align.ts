import { longestCommon } from './longest-common.ts'

/** What a new element is to the old ones: the same (`exact`), or one that stands where it stood and is like it. */
export interface Partner {
  readonly old: number
  readonly exact: boolean
}

/**
 * Pairs new elements with old ones, in order.
 *
 * Equal keys are paired first, as many as there can be; what is left between them is paired in order where `alike`.
 *
 * @returns for each new element its partner, if it has one
 */
export function align(
  keys: readonly string[],
  oldKeys: readonly string[],
  alike: (index: number, old: number) => boolean = () => false,
): (Partner | undefined)[] {
  const partners: (Partner | undefined)[] = keys.map(() => undefined)
  for (const [index, old] of longestCommon(keys, oldKeys)) partners[index] = { old, exact: true }
  const ends: number[] = []
  for (let index = keys.length - 1, end = oldKeys.length; index >= 0; index--) {
    end = partners[index]?.old ?? end
    ends[index] = end
  }
  let next = 0
  for (let index = 0; index < keys.length; index++) {
    for (let old = next; !partners[index] && old < ends[index]!; old++) {
      if (alike(index, old)) partners[index] = { old, exact: false }
    }
    next = (partners[index]?.old ?? next - 1) + 1
  }
  return partners
}
