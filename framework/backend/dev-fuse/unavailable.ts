import { access, constants } from 'node:fs/promises'
import { endianness } from 'node:os'
import { fusermount, isRoot } from '../unmount.ts'
import { koffiSentence } from './mount/as-user.ts'
import { loadKoffi } from './mount/koffi.ts'

/** Why `/dev/fuse` can't be used here, with the remedy; `undefined` when it can. */
export async function unavailable(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'dev-fuse works on Linux only; "--backend fuse-native" works on macOS too.'
  if (endianness() !== 'LE') return 'dev-fuse works on little-endian machines only; use "--backend fuse-native".'
  if (!(await may('/dev/fuse', constants.F_OK)))
    return 'There is no /dev/fuse; "modprobe fuse" brings it, in a container the option "--device /dev/fuse".'
  if (isRoot()) return undefined
  if (!(await fusermount())) return 'fusermount3 is not there, without which only root may mount: "apt install fuse3".'
  if (!(await may('/dev/fuse', constants.R_OK | constants.W_OK)))
    return 'You may not open /dev/fuse; as root, "chmod 666 /dev/fuse" allows it, or add your account to its group.'
  return loadKoffi() ? undefined : koffiSentence
}

function may(path: string, mode: number): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  )
}
