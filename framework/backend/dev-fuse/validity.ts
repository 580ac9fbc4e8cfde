import type { Node } from '../../store/contract.ts'
import { isKnown } from '../../vfs/attributes.ts'

/** How long the kernel may believe what it is told, in seconds: everything that changes is invalidated. */
export const longValidity = 3600

/** A name that is not there is asked for again soon, because a tracker may have it by then. */
export const absenceValidity = 1

/**
 * A name whose text has to be asked for each time, such as `status.json`, is looked up each time; and so is a scratch
 * file, because renamed over an issue it is the save, and its name is the again.
 */
export function nameValidity(node: Node): number {
  return isKnown(node) && node.kind !== 'scratch' ? longValidity : 0
}

/** The attributes of what is being written are asked for each time. */
export function attributeValidity(node: Node): number {
  return node.kind === 'scratch' ? 0 : longValidity
}
