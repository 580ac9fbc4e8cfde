/**
 * The FUSE protocol as `include/uapi/linux/fuse.h` numbers it, under the header's names. Numbers are little-endian;
 * offsets are bytes from the beginning of a message, headers included.
 */

export const FUSE_KERNEL_VERSION = 7
/** The newest minor version that is spoken. */
export const FUSE_KERNEL_MINOR_VERSION = 45
/** The oldest one (Linux 3.3). */
export const oldestMinorVersion = 19

export const opcodes = {
  FUSE_LOOKUP: 1,
  FUSE_FORGET: 2,
  FUSE_GETATTR: 3,
  FUSE_SETATTR: 4,
  FUSE_READLINK: 5,
  FUSE_SYMLINK: 6,
  FUSE_MKNOD: 8,
  FUSE_MKDIR: 9,
  FUSE_UNLINK: 10,
  FUSE_RMDIR: 11,
  FUSE_RENAME: 12,
  FUSE_LINK: 13,
  FUSE_OPEN: 14,
  FUSE_READ: 15,
  FUSE_WRITE: 16,
  FUSE_STATFS: 17,
  FUSE_RELEASE: 18,
  FUSE_FSYNC: 20,
  FUSE_SETXATTR: 21,
  FUSE_GETXATTR: 22,
  FUSE_LISTXATTR: 23,
  FUSE_REMOVEXATTR: 24,
  FUSE_FLUSH: 25,
  FUSE_INIT: 26,
  FUSE_OPENDIR: 27,
  FUSE_READDIR: 28,
  FUSE_RELEASEDIR: 29,
  FUSE_FSYNCDIR: 30,
  FUSE_GETLK: 31,
  FUSE_SETLK: 32,
  FUSE_SETLKW: 33,
  FUSE_ACCESS: 34,
  FUSE_CREATE: 35,
  FUSE_INTERRUPT: 36,
  FUSE_BMAP: 37,
  FUSE_DESTROY: 38,
  FUSE_IOCTL: 39,
  FUSE_POLL: 40,
  FUSE_NOTIFY_REPLY: 41,
  FUSE_BATCH_FORGET: 42,
  FUSE_FALLOCATE: 43,
  FUSE_READDIRPLUS: 44,
  FUSE_RENAME2: 45,
  FUSE_LSEEK: 46,
  FUSE_COPY_FILE_RANGE: 47,
  FUSE_SYNCFS: 50,
  FUSE_TMPFILE: 51,
  FUSE_STATX: 52,
} as const

export type OpcodeName = keyof typeof opcodes
/** A request's number; newer kernels may send ones that are not in the table. */
export type Opcode = (typeof opcodes)[OpcodeName]

/** Bits of the first word of INIT's flags. */
export const initFlags = {
  FUSE_ASYNC_READ: 1 << 0,
  FUSE_ATOMIC_O_TRUNC: 1 << 3,
  FUSE_EXPORT_SUPPORT: 1 << 4,
  FUSE_BIG_WRITES: 1 << 5,
  FUSE_AUTO_INVAL_DATA: 1 << 12,
  FUSE_DO_READDIRPLUS: 1 << 13,
  FUSE_READDIRPLUS_AUTO: 1 << 14,
  FUSE_NO_OPEN_SUPPORT: 1 << 17,
  FUSE_PARALLEL_DIROPS: 1 << 18,
  FUSE_MAX_PAGES: 1 << 22,
  FUSE_CACHE_SYMLINKS: 1 << 23,
  FUSE_INIT_EXT: 1 << 30,
} as const

/** Bits of the second word, which stands where both sides say FUSE_INIT_EXT. */
export const initFlags2 = {
  FUSE_HAS_EXPIRE_ONLY: 1 << 3,
  FUSE_DIRECT_IO_ALLOW_MMAP: 1 << 4,
  FUSE_HAS_RESEND: 1 << 7,
} as const

export const openFlags = {
  FOPEN_DIRECT_IO: 1 << 0,
  FOPEN_KEEP_CACHE: 1 << 1,
  FOPEN_CACHE_DIR: 1 << 3,
  FOPEN_NOFLUSH: 1 << 5,
} as const

/** Bits of SETATTR's `valid`: what is to be changed. */
export const setattrFlags = {
  FATTR_SIZE: 1 << 3,
  FATTR_MTIME: 1 << 5,
  FATTR_FH: 1 << 6,
  FATTR_MTIME_NOW: 1 << 8,
} as const

/** Bits of renameat2(2). */
export const renameFlags = { RENAME_NOREPLACE: 1 << 0 } as const

export const notifyCodes = {
  FUSE_NOTIFY_INVAL_INODE: 2,
  FUSE_NOTIFY_INVAL_ENTRY: 3,
  FUSE_NOTIFY_STORE: 4,
  FUSE_NOTIFY_RETRIEVE: 5,
  FUSE_NOTIFY_DELETE: 6,
  FUSE_NOTIFY_RESEND: 7,
  FUSE_NOTIFY_INC_EPOCH: 8,
} as const

/** From this minor version on, lost requests can be asked for again. */
export const resendMinorVersion = 40

/** From this minor version on, all names can be invalidated at once. */
export const epochMinorVersion = 44

/** Bytes of the structures, and where their fields stand. */
export const layout = {
  fuse_in_header: { size: 40, len: 0, opcode: 4, unique: 8, nodeid: 16, uid: 24, gid: 28, pid: 32 },
  fuse_out_header: { size: 16, len: 0, error: 4, unique: 8 },
  fuse_attr: {
    size: 88,
    ino: 0,
    bytes: 8,
    blocks: 16,
    atime: 24,
    mtime: 32,
    ctime: 40,
    atimensec: 48,
    mtimensec: 52,
    ctimensec: 56,
    mode: 60,
    nlink: 64,
    uid: 68,
    gid: 72,
    blksize: 80,
  },
  fuse_entry_out: { size: 128, nodeid: 0, generation: 8, entry_valid: 16, attr_valid: 24, attr: 40 },
  fuse_attr_out: { size: 104, attr_valid: 0, attr: 16 },
  fuse_dirent: { size: 24, ino: 0, off: 8, namelen: 16, type: 20, name: 24 },
  fuse_read_in: { fh: 40, offset: 48, bytes: 56 },
  fuse_open_in: { flags: 40 },
  fuse_open_out: { size: 16, fh: 0, open_flags: 8 },
  fuse_create_in: { flags: 40, mode: 44, name: 56 },
  fuse_mkdir_in: { mode: 40, name: 48 },
  fuse_rename_in: { newdir: 40, names: 48 },
  fuse_rename2_in: { newdir: 40, flags: 48, names: 56 },
  fuse_setattr_in: { valid: 40, fh: 48, bytes: 56, mtime: 80, mtimensec: 100 },
  fuse_write_in: { fh: 40, offset: 48, bytes: 56, data: 80 },
  fuse_write_out: { size: 8, bytes: 0 },
  fuse_flush_in: { fh: 40 },
  fuse_fsync_in: { fh: 40 },
  fuse_release_in: { fh: 40 },
  fuse_forget_in: { nlookup: 40 },
  fuse_batch_forget_in: { count: 40, first: 48 },
  fuse_forget_one: { size: 16, nodeid: 0, nlookup: 8 },
  fuse_interrupt_in: { unique: 40 },
  fuse_init_in: { major: 40, minor: 44, max_readahead: 48, flags: 52, flags2: 56 },
  fuse_init_out: {
    size: 64,
    sizeBefore23: 24,
    major: 0,
    minor: 4,
    max_readahead: 8,
    flags: 12,
    max_background: 16,
    congestion_threshold: 18,
    max_write: 20,
    time_gran: 24,
    max_pages: 28,
    flags2: 32,
  },
  fuse_statfs_out: {
    size: 80,
    blocks: 0,
    bfree: 8,
    bavail: 16,
    files: 24,
    ffree: 32,
    bsize: 40,
    namelen: 44,
    frsize: 48,
  },
  fuse_statx_out: { size: 288, attr_valid: 0, stat: 32 },
  fuse_statx: {
    mask: 0,
    blksize: 4,
    nlink: 16,
    uid: 20,
    gid: 24,
    mode: 28,
    ino: 32,
    bytes: 40,
    blocks: 48,
    atime: 64,
    btime: 80,
    ctime: 96,
    mtime: 112,
  },
  fuse_notify_inval_inode_out: { size: 24, ino: 0, off: 8, len: 16 },
  fuse_notify_inval_entry_out: { size: 16, parent: 0, namelen: 8, flags: 12 },
  fuse_notify_delete_out: { size: 24, parent: 0, child: 8, namelen: 16 },
  fuse_notify_retrieve_out: { size: 32, notify_unique: 0, nodeid: 8, offset: 16, bytes: 24 },
  fuse_notify_store_out: { size: 24, nodeid: 0, offset: 8, bytes: 16 },
} as const

/** Bytes that a request has at least after its header; a name counts as one character and its NUL. */
export const leastBody: Readonly<Partial<Record<number, number>>> = {
  [opcodes.FUSE_LOOKUP]: 2,
  [opcodes.FUSE_FORGET]: 8,
  [opcodes.FUSE_READ]: 24,
  [opcodes.FUSE_OPEN]: 4,
  [opcodes.FUSE_SETATTR]: 88,
  [opcodes.FUSE_CREATE]: 18,
  [opcodes.FUSE_WRITE]: 40,
  [opcodes.FUSE_FLUSH]: 24,
  [opcodes.FUSE_FSYNC]: 16,
  [opcodes.FUSE_RELEASE]: 24,
  [opcodes.FUSE_UNLINK]: 2,
  [opcodes.FUSE_RMDIR]: 2,
  [opcodes.FUSE_MKDIR]: 10,
  [opcodes.FUSE_RENAME]: 12,
  [opcodes.FUSE_RENAME2]: 20,
  [opcodes.FUSE_READDIR]: 24,
  [opcodes.FUSE_READDIRPLUS]: 24,
  [opcodes.FUSE_INTERRUPT]: 8,
  [opcodes.FUSE_BATCH_FORGET]: 8,
  [opcodes.FUSE_INIT]: 16,
  [opcodes.FUSE_STATX]: 24,
}

/** STATX_BASIC_STATS and STATX_BTIME of statx(2). */
export const statxMask = 0x7ff | 0x800

/** Bytes of a page: the unit of `max_pages`. */
export const pageSize = 4096

/** The types of directory entries, and the type bits of a mode. */
export const kinds = {
  folder: { dirent: 4, mode: 0o040000 },
  file: { dirent: 8, mode: 0o100000 },
  link: { dirent: 10, mode: 0o120000 },
} as const
