import type { Socket } from 'node:net'

/** Bytes of the longest line that is taken. */
const longest = 64 * 1024 * 1024

/** The lines that come in on a socket. */
export async function* linesOf(socket: Socket): AsyncGenerator<string> {
  let rest = ''
  socket.setEncoding('utf8')
  for await (const piece of socket) {
    rest += piece as string
    if (rest.length > longest) throw new Error('A line on the control socket is too long.')
    const lines = rest.split('\n')
    rest = lines.pop()!
    yield* lines
  }
}
