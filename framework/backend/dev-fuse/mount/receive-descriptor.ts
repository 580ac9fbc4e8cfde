import type { Koffi } from './koffi.ts'

/** A pair of connected sockets through which another process hands a descriptor over. */
export interface DescriptorChannel {
  /** The end for the other process. */
  readonly theirs: number
  /** The other process has its end. */
  closeTheirs(): void
  /** Waits for a descriptor. Gives `undefined` when the other process ended without sending one. */
  receive(): Promise<number | undefined>
  closeOurs(): void
}

/** Constants of Linux, the same on all its architectures that Node runs on. */
const AF_UNIX = 1
const SOCK_STREAM = 1
const SOCK_CLOEXEC = 0o2000000
const SOL_SOCKET = 1
const SCM_RIGHTS = 1
const MSG_CMSG_CLOEXEC = 0x40000000

/** A control message of cmsg(3) with one descriptor in it. */
const control = { size: 24, length: 20, level: 8, type: 12, descriptor: 16 } as const

/**
 * Both ends are closed on exec: without that the other process would keep our end open and never see us leave.
 *
 * @throws Error when the system gives no sockets
 */
export function createDescriptorChannel(koffi: Koffi): DescriptorChannel {
  const libc = koffi.load(null)
  const socketpair = libc.func('socketpair', 'int', ['int', 'int', 'int', 'void *'])
  const close = libc.func('close', 'int', ['int'])
  const ends = Buffer.alloc(8)
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) !== 0)
    throw new Error(`socketpair failed with errno ${koffi.errno()}`)
  const [ours, theirs] = [ends.readInt32LE(0), ends.readInt32LE(4)]
  return {
    theirs,
    closeTheirs: () => void close(theirs),
    receive: () => receive(koffi, ours),
    closeOurs: () => void close(ours),
  }
}

function receive(koffi: Koffi, socket: number): Promise<number | undefined> {
  const vector = koffi.struct({ base: 'void *', length: 'size_t' })
  const header = koffi.struct({
    name: 'void *',
    nameLength: 'uint32_t',
    vectors: koffi.pointer(vector),
    vectorCount: 'size_t',
    control: 'void *',
    controlLength: 'size_t',
    flags: 'int',
  })
  const recvmsg = koffi.load(null).func('recvmsg', 'long', ['int', koffi.pointer(header), 'int'])
  const byte = Buffer.alloc(8)
  const rights = Buffer.alloc(control.size)
  const message = {
    name: null,
    nameLength: 0,
    vectors: [{ base: byte, length: 1 }],
    vectorCount: 1,
    control: rights,
    controlLength: rights.byteLength,
    flags: 0,
  }
  return new Promise((resolve, reject) => {
    recvmsg.async(socket, message, MSG_CMSG_CLOEXEC, (problem: Error | null, count: number) => {
      if (problem) return reject(problem)
      const isRights =
        count > 0 &&
        rights.readUInt32LE(0) >= control.length &&
        rights.readInt32LE(control.level) === SOL_SOCKET &&
        rights.readInt32LE(control.type) === SCM_RIGHTS
      resolve(isRights ? rights.readInt32LE(control.descriptor) : undefined)
    })
  })
}
