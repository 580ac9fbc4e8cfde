import type { Backend } from './backend.ts'
import { attachDevFuse, type DevFuseAttached, type DevFuseOptions } from './dev-fuse/attach.ts'
import { unavailable } from './dev-fuse/unavailable.ts'

export type { DevFuseAttached, DevFuseOptions } from './dev-fuse/attach.ts'

/** A backend whose mounts also say what serves them. */
export interface DevFuse extends Backend {
  attach(options: Parameters<Backend['attach']>[0]): Promise<DevFuseAttached>
}

/** Our own Linux backend, straight on `/dev/fuse`: threads of ours answer the kernel from the store. */
export function createDevFuse(options: DevFuseOptions = {}): DevFuse {
  return { name: 'dev-fuse', unavailable, attach: attach => attachDevFuse(attach, options) }
}
