import type { Dialect } from './dialect.ts'
import {
  FUSE_KERNEL_MINOR_VERSION,
  FUSE_KERNEL_VERSION,
  initFlags,
  initFlags2,
  layout,
  oldestMinorVersion,
  pageSize,
  resendMinorVersion,
} from './protocol.ts'
import { begin, bodyStart, type Reply, setWord } from './reply.ts'
import { type Request, wordAt } from './request.ts'

/**
 * What is asked of the kernel, of the things it offers. Not `FUSE_ATOMIC_O_TRUNC`: the kernel would take the file for empty
 * from the opening on, for all who read it meanwhile.
 */
const wanted =
  initFlags.FUSE_ASYNC_READ |
  initFlags.FUSE_EXPORT_SUPPORT |
  initFlags.FUSE_BIG_WRITES |
  initFlags.FUSE_AUTO_INVAL_DATA |
  initFlags.FUSE_DO_READDIRPLUS |
  initFlags.FUSE_NO_OPEN_SUPPORT |
  initFlags.FUSE_PARALLEL_DIROPS |
  initFlags.FUSE_MAX_PAGES |
  initFlags.FUSE_CACHE_SYMLINKS |
  initFlags.FUSE_INIT_EXT

const wanted2 = initFlags2.FUSE_HAS_EXPIRE_ONLY | initFlags2.FUSE_HAS_RESEND

/** The longest read and write, bytes. */
export const longestTransfer = 256 * pageSize

/** As many requests of the kernel's own accord as it may have under way: read-ahead and releases. */
const background = 64

/** The kernel's protocol is older than any that is spoken here. */
export type Negotiated = Dialect | 'too-old' | 'again'

/**
 * Answers INIT. A kernel with a newer major version is told ours and asks `again`.
 *
 * @see https://man7.org/linux/man-pages/man4/fuse.4.html
 */
export function negotiate(
  request: Request,
  reply: Reply,
  options: { readonly writable: boolean; readonly newestMinor: number },
): Negotiated {
  const asked = layout.fuse_init_in
  const given = layout.fuse_init_out
  const major = wordAt(request, asked.major)
  const offeredMinor = wordAt(request, asked.minor)
  if (major < FUSE_KERNEL_VERSION || (major === FUSE_KERNEL_VERSION && offeredMinor < oldestMinorVersion))
    return 'too-old'
  const minor = major > FUSE_KERNEL_VERSION ? FUSE_KERNEL_MINOR_VERSION : Math.min(offeredMinor, options.newestMinor)
  begin(reply, minor < 23 ? given.sizeBefore23 : given.size)
  setWord(reply.words, bodyStart + given.major, FUSE_KERNEL_VERSION)
  setWord(reply.words, bodyStart + given.minor, minor)
  if (major > FUSE_KERNEL_VERSION) return 'again'

  const offered = wordAt(request, asked.flags)
  const offered2 =
    (offered & initFlags.FUSE_INIT_EXT) !== 0 && request.length > asked.flags2 ? wordAt(request, asked.flags2) : 0
  const flags = offered & wanted
  setWord(reply.words, bodyStart + given.max_readahead, wordAt(request, asked.max_readahead))
  setWord(reply.words, bodyStart + given.flags, flags)
  setWord(reply.words, bodyStart + given.max_background, background | (((background * 3) / 4) << 16))
  setWord(reply.words, bodyStart + given.max_write, longestTransfer)
  if (minor >= 23) {
    setWord(reply.words, bodyStart + given.time_gran, 1)
    setWord(reply.words, bodyStart + given.max_pages, longestTransfer / pageSize)
    setWord(
      reply.words,
      bodyStart + given.flags2,
      offered2 & (options.writable ? wanted2 | initFlags2.FUSE_DIRECT_IO_ALLOW_MMAP : wanted2),
    )
  }
  return {
    minor,
    withoutOpen: !options.writable && minor >= 23 && (flags & initFlags.FUSE_NO_OPEN_SUPPORT) !== 0,
    resends: minor >= resendMinorVersion && (offered2 & initFlags2.FUSE_HAS_RESEND) !== 0,
  }
}
