import { writeSync } from 'node:fs'
import { receive, send, sendReply } from './device.ts'
import { refusalNumber } from './errors.ts'
import { mount } from './mount/index.ts'
import { longestTransfer, negotiate } from './negotiate.ts'
import { createNotifications } from './notification.ts'
import { kinds, layout, opcodes, pageSize } from './protocol.ts'
import { begin, bodyStart, createReply, setWide, setWord } from './reply.ts'
import { createRequest, nodeOf, opcodeOf } from './request.ts'

/**
 * The mistake that this backend may never make: `stuck-child.test-support.ts FOLDER` drops a page that somebody reads,
 * instead of answering the read. Its thread then waits for its own answer, and not even SIGKILL ends it.
 */

const [, , folder = ''] = process.argv
const file = 2
const device = await mount({ folder, allowOther: false, writable: false })
const request = createRequest(longestTransfer + pageSize)
const reply = createReply(pageSize)
const notifications = createNotifications()

function setAttributes(at: number, ino: number): void {
  const fields = layout.fuse_attr
  setWide(reply.words, at + fields.ino, ino)
  setWide(reply.words, at + fields.bytes, pageSize)
  setWord(reply.words, at + fields.mode, kinds[ino === file ? 'file' : 'folder'].mode | 0o755)
  setWord(reply.words, at + fields.nlink, 1)
}

function answer(): number {
  switch (opcodeOf(request)) {
    case opcodes.FUSE_INIT:
      negotiate(request, reply, { writable: false, newestMinor: 45 })
      return 0
    case opcodes.FUSE_GETATTR:
      begin(reply, layout.fuse_attr_out.size)
      setAttributes(bodyStart + layout.fuse_attr_out.attr, nodeOf(request))
      return 0
    case opcodes.FUSE_LOOKUP:
      begin(reply, layout.fuse_entry_out.size)
      setWide(reply.words, bodyStart + layout.fuse_entry_out.nodeid, file)
      setAttributes(bodyStart + layout.fuse_entry_out.attr, file)
      return 0
    default:
      return refusalNumber('ENOSYS')
  }
}

writeSync(1, 'mounted\n')
while (receive(device, request) !== 'unmounted') {
  const opcode = opcodeOf(request)
  if (opcode === opcodes.FUSE_FORGET || opcode === opcodes.FUSE_BATCH_FORGET) continue
  if (opcode === opcodes.FUSE_READ) {
    writeSync(1, 'stuck\n')
    send(device, notifications.bytes, notifications.invalidateInode(file, 0, 'everything'))
  }
  sendReply(device, request, reply, answer())
}
