import type { Operation } from '../context.ts'
import type { Refusal } from '../errors.ts'
import { type Opcode, opcodes } from '../protocol.ts'
import { begin } from '../reply.ts'
import { batchForget, forget } from './forget.ts'
import { getattr, statx } from './getattr.ts'
import { init } from './init.ts'
import { lookup } from './lookup.ts'
import { flush, open, opendir, release, releasedir } from './open.ts'
import { read } from './read.ts'
import { readdir, readdirplus } from './readdir.ts'
import { readlink } from './readlink.ts'

const refuse =
  (refusal: Refusal): Operation =>
  () =>
    refusal

/** Not supported: the kernel remembers that and asks no more, or does it by itself. */
const never = refuse('ENOSYS')
/** What writes is done by the main thread, where the mount may be written. */
const write: Operation = (_request, _reply, { serving }) => (serving.writable ? 'ask' : 'EROFS')
/** What no tracker has: hard links, devices, links of one's own. */
const refused: Operation = (_request, _reply, { serving }) => (serving.writable ? 'EPERM' : 'EROFS')
const ask: Operation = () => 'ask'
const silence: Operation = () => 'silence'
const nothing: Operation = (_request, reply) => {
  begin(reply, 0)
  return 'reply'
}

/** What is done with each kind of request. */
const operations = {
  [opcodes.FUSE_INIT]: init,
  [opcodes.FUSE_DESTROY]: nothing,
  [opcodes.FUSE_INTERRUPT]: ask,
  [opcodes.FUSE_NOTIFY_REPLY]: silence,

  [opcodes.FUSE_LOOKUP]: lookup,
  [opcodes.FUSE_FORGET]: forget,
  [opcodes.FUSE_BATCH_FORGET]: batchForget,
  [opcodes.FUSE_GETATTR]: getattr,
  [opcodes.FUSE_STATX]: statx,
  [opcodes.FUSE_READLINK]: readlink,
  [opcodes.FUSE_OPENDIR]: opendir,
  [opcodes.FUSE_READDIR]: readdir,
  [opcodes.FUSE_READDIRPLUS]: readdirplus,
  [opcodes.FUSE_RELEASEDIR]: releasedir,
  [opcodes.FUSE_FSYNCDIR]: never,
  [opcodes.FUSE_OPEN]: open,
  [opcodes.FUSE_READ]: read,
  [opcodes.FUSE_FLUSH]: flush,
  [opcodes.FUSE_RELEASE]: release,
  [opcodes.FUSE_STATFS]: ask,
  [opcodes.FUSE_ACCESS]: never,

  [opcodes.FUSE_GETXATTR]: never,
  [opcodes.FUSE_LISTXATTR]: never,
  [opcodes.FUSE_SETXATTR]: never,
  [opcodes.FUSE_REMOVEXATTR]: never,
  [opcodes.FUSE_GETLK]: never,
  [opcodes.FUSE_SETLK]: never,
  [opcodes.FUSE_SETLKW]: never,
  [opcodes.FUSE_BMAP]: never,
  [opcodes.FUSE_IOCTL]: never,
  [opcodes.FUSE_POLL]: never,
  [opcodes.FUSE_LSEEK]: never,
  [opcodes.FUSE_COPY_FILE_RANGE]: never,
  [opcodes.FUSE_SYNCFS]: never,

  [opcodes.FUSE_SETATTR]: write,
  [opcodes.FUSE_SYMLINK]: refused,
  [opcodes.FUSE_MKNOD]: refused,
  [opcodes.FUSE_MKDIR]: write,
  [opcodes.FUSE_UNLINK]: write,
  [opcodes.FUSE_RMDIR]: write,
  [opcodes.FUSE_RENAME]: write,
  [opcodes.FUSE_RENAME2]: write,
  [opcodes.FUSE_LINK]: refused,
  [opcodes.FUSE_CREATE]: write,
  [opcodes.FUSE_TMPFILE]: never,
  [opcodes.FUSE_WRITE]: write,
  [opcodes.FUSE_FSYNC]: flush,
  [opcodes.FUSE_FALLOCATE]: never,
} satisfies Record<Opcode, Operation>

/** The operation of a request; one that is not known is refused, and the kernel remembers that. */
export function operationOf(opcode: number): Operation {
  return (operations as Readonly<Record<number, Operation>>)[opcode] ?? never
}
