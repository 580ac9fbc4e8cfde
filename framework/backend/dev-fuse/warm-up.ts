import { rootIno } from '../../store/contract.ts'
import { answer } from './answer.ts'
import type { Context } from './context.ts'
import { layout, opcodes } from './protocol.ts'
import type { Reply } from './reply.ts'
import { createRequest } from './request.ts'

/** As long as a mount may take longer for it, milliseconds. */
const longest = 120

/** As much as `grep` and `find` ask for at once, bytes. */
const pageBytes = 32_768

/**
 * Lists folders of the store for nobody, so that the first program does not wait for code to be compiled and for the
 * database's first pages. Begins at the root and goes down as long as there is time.
 */
export function warmUp(context: Context, reply: Reply, now: () => number = performance.now.bind(performance)): void {
  const end = now() + longest
  const silent: Context = {
    ...context,
    asked: true,
    give() {},
    forget() {},
    noticed() {},
    beganReading() {},
    listed() {},
  }
  const request = createRequest(layout.fuse_in_header.size + 40)
  request.length = request.bytes.length
  request.bytes.writeUInt32LE(request.length, layout.fuse_in_header.len)
  request.bytes.writeUInt32LE(opcodes.FUSE_READDIRPLUS, layout.fuse_in_header.opcode)
  request.bytes.writeUInt32LE(pageBytes, layout.fuse_read_in.bytes)

  const folders = [rootIno]
  for (let at = 0; at < folders.length && now() < end; at++) {
    const folder = folders[at]!
    for (const { ino } of context.read.nodes.folders(folder).slice(0, 100)) folders.push(ino)
    request.bytes.writeUInt32LE(folder, layout.fuse_in_header.nodeid)
    for (let cookie = 0, more = true; more && now() < end; ) {
      request.bytes.writeBigUInt64LE(BigInt(cookie), layout.fuse_read_in.offset)
      answer(request, reply, silent, () => {})
      const next = context.read.nodes.children(folder, Math.max(cookie - 1, 0), 150)
      more = next.length === 150
      cookie = (next.at(-1)?.ino ?? 0) + 1
      const document = next[0]?.document
      if (document !== undefined) context.hot.bytes(document)
    }
  }
}
