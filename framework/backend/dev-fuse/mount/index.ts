import { isRoot } from '../../unmount.ts'
import { mountAsRoot } from './as-root.ts'
import { mountAsUser } from './as-user.ts'
import type { MountOptions } from './options.ts'

export type { MountOptions } from './options.ts'

/** Mounts, and gives the open device. The first access waits until somebody answers on it. */
export function mount(options: MountOptions): Promise<number> {
  return isRoot() ? mountAsRoot(options) : mountAsUser(options)
}
