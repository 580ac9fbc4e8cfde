import { readSync, writeSync } from 'node:fs'
import { codeOf } from './errors.ts'
import { complete, type Reply } from './reply.ts'
import type { Request } from './request.ts'

/** What became of a message: `gone` when nobody waits for it any more, or it is about something that is not there. */
export type Sent = 'sent' | 'gone' | 'refused' | 'unmounted'

/**
 * Waits for the next request.
 *
 * @throws what the system says, but for what is to be tried again
 */
export function receive(device: number, request: Request): 'request' | 'again' | 'unmounted' {
  try {
    request.length = readSync(device, request.bytes, 0, request.bytes.length, null)
    return 'request'
  } catch (thrown) {
    switch (codeOf(thrown)) {
      case 'EINTR':
      case 'EAGAIN':
      case 'ENOENT':
        return 'again'
      case 'ENODEV':
      case 'EBADF':
      case 'ECONNABORTED':
        return 'unmounted'
      default:
        throw thrown
    }
  }
}

/** Answers a request. @param error an errno's number, 0 for none */
export function sendReply(device: number, request: Request, reply: Reply, error: number): Sent {
  complete(reply, request, error)
  return send(device, reply.bytes, reply.length)
}

/** Sends a whole message, which the kernel takes in one write only. */
export function send(device: number, bytes: Uint8Array, length: number): Sent {
  for (;;) {
    try {
      writeSync(device, bytes, 0, length)
      return 'sent'
    } catch (thrown) {
      switch (codeOf(thrown)) {
        case 'EINTR':
        case 'EAGAIN':
          continue
        case 'ENOENT':
          return 'gone'
        case 'ENODEV':
        case 'EBADF':
        case 'EPERM':
        case 'ENOTCONN':
        case 'ECONNABORTED':
          return 'unmounted'
        default:
          return 'refused'
      }
    }
  }
}
