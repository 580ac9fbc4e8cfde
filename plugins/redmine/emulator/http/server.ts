import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** A listening server with its open connections. */
export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** Offline: each new and open connection is broken; the port stays taken. */
  offline(state: boolean): void
  /** Ends everything at once. */
  close(): Promise<void>
}

/** Listens on loopback. `answer` must not throw. */
export async function listen(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> {
  const sockets = new Set<Socket>()
  let isOffline = false
  const server = createServer({ keepAliveTimeout: 60_000 }, answer)
  server.on('connection', socket => {
    if (isOffline) socket.resetAndDestroy()
    else sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await started(server, port)
  const breakAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
  }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    offline(state) {
      isOffline = state
      if (state) breakAll()
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        breakAll()
      }),
  }
}

function started(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
