import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
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

/** Listens on loopback. `answer` must not throw. Rejects when the port is taken. */
export async function listen(
  port: number,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Listening> {
  const open = new Set<Socket>()
  let isOffline = false
  const server = createServer({ keepAliveTimeout: 60_000 }, answer)
  server.on('connection', socket => {
    if (isOffline) return void socket.resetAndDestroy()
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, '127.0.0.1', resolve)
  await promise
  const breakAll = () => open.forEach(socket => void socket.resetAndDestroy())
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    offline(state) {
      isOffline = state
      if (state) breakAll()
    },
    async close() {
      const closed = new Promise<void>(done => server.close(() => done()))
      breakAll()
      await closed
    },
  }
}
