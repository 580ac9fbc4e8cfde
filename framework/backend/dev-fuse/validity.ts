import type { Node } from '../../store/contract.ts'
import { isKnown } from '../../vfs/attributes.ts'

/** How long the kernel may believe what it is told, in seconds: everything that changes is invalidated. */
export const longValidity = 3600

/** A name that is not there is asked for again soon, because a tracker may have it by then. */
export const absenceValidity = 1

/** A name whose text has to be asked for each time, such as `status.json`, is looked up each time. */
export function nameValidity(node: Node): number {
  return isKnown(node) ? longValidity : 0
}
