import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { SourceError } from '../../source/error.ts'
import { linesOf } from './lines.ts'
import { type Answer, type Ask, errorLine, type Line, type RequestName } from './protocol.ts'

/** What a running mount does when it is asked; `progress` is shown to the one who asks. */
export type Handlers = {
  readonly [N in RequestName]: (ask: Ask<N>, on: Asker) => Promise<Answer<N>>
}

/** The other end. */
interface Asker {
  progress(line: string): void
  /** Aborted when it hangs up. */
  readonly signal: AbortSignal
}

/** Listens on a socket of mode 0600. Gives back how to stop. */
export async function serveControl(socket: string, handlers: Handlers): Promise<() => Promise<void>> {
  const open = new Set<Socket>()
  const server = createServer(connection => {
    open.add(connection)
    connection.on('close', () => open.delete(connection))
    connection.on('error', () => connection.destroy())
    void answer(connection, handlers).catch(() => connection.destroy())
  })
  rmSync(socket, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    const before = process.umask(0o177)
    server.listen(socket, resolve)
    process.umask(before)
  })
  chmodSync(socket, 0o600)
  return () =>
    new Promise(resolve => {
      server.close(() => resolve())
      for (const connection of open) connection.destroySoon()
    })
}

async function answer(connection: Socket, handlers: Handlers): Promise<void> {
  const hungUp = new AbortController()
  connection.on('close', () => hungUp.abort())
  const send = (line: Line): void => {
    if (!connection.destroyed) connection.write(`${JSON.stringify(line)}\n`)
  }
  for await (const line of linesOf(connection)) {
    try {
      const { request, ...ask } = JSON.parse(line) as { readonly request: RequestName }
      if (!Object.hasOwn(handlers, request))
        throw new SourceError('unsupported', `The running issuefs knows no "${request}"; it is of another version.`)
      const handle = handlers[request] as (ask: object, on: Asker) => Promise<unknown>
      send({ answer: await handle(ask, { signal: hungUp.signal, progress: text => send({ progress: text }) }) })
    } catch (thrown) {
      send(errorLine(thrown))
    }
  }
}
