import type { FaultKind, FaultPlan } from '../contract.ts'
import { createRandom } from '../random.ts'

const usual: readonly FaultKind[] = ['429', '500', '503', 'cut', 'drop', 'slow', 'garbage']

/** Decides request by request; the same plan gives the same decisions in the same order. */
export function createFaults(plan: FaultPlan | undefined): (name: string) => FaultKind | undefined {
  if (!plan) return () => undefined
  const random = createRandom(plan.seed ?? 1)
  const kinds = plan.kinds ?? usual
  let left = plan.times ?? Number.POSITIVE_INFINITY
  return name => {
    if (left <= 0 || kinds.length === 0 || (plan.only && !name.includes(plan.only))) return undefined
    if (!random.chance(plan.rate)) return undefined
    left--
    return random.pick(kinds)
  }
}
