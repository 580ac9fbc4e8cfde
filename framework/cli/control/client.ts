import { connect, type Socket } from 'node:net'
import { SourceError } from '../../source/error.ts'
import { linesOf } from './lines.ts'
import { type Answer, type Ask, errorOfLine, type Line, type RequestName } from './protocol.ts'
import type { Running } from './registry.ts'

/** How a running mount is asked. */
export interface Client {
  /** @throws SourceError what the mount said, or `offline` when it does not answer */
  ask<N extends RequestName>(request: N, ask: Ask<N>, progress?: (line: string) => void): Promise<Answer<N>>
  close(): void
}

/** Milliseconds that a mount may take for the connection, and then for its first word. */
const patience = 5000

/**
 * Connects to a running mount; requests go one after the other.
 *
 * @throws SourceError `offline` when nobody is there, or the process hangs: the system takes connections for it all the same
 */
export async function connectTo(running: Running, longest: number = patience): Promise<Client> {
  const socket = await open(running, longest)
  const lines = linesOf(socket)
  let last: Promise<unknown> = Promise.resolve()

  async function exchange(request: RequestName, ask: object, progress?: (line: string) => void): Promise<unknown> {
    socket.write(`${JSON.stringify({ request, ...ask })}\n`)
    for (;;) {
      const { value, done } = await lines.next().catch(() => ({ value: undefined, done: true }))
      if (done || value === undefined) throw silent(running)
      const line = JSON.parse(value) as Line
      if ('answer' in line) return line.answer
      if ('error' in line) throw errorOfLine(line.error)
      progress?.(line.progress)
    }
  }

  const late = setTimeout(() => socket.destroy(), longest)
  try {
    await exchange('hello', {})
  } catch (thrown) {
    if (!(thrown instanceof SourceError) || thrown.kind !== 'unsupported') {
      socket.destroy()
      throw thrown
    }
  } finally {
    clearTimeout(late)
  }

  return {
    ask<N extends RequestName>(request: N, ask: Ask<N>, progress?: (line: string) => void) {
      const next = last.then(() => exchange(request, ask, progress))
      last = next.catch(() => {})
      return next as Promise<Answer<N>>
    },
    close: () => socket.destroy(),
  }
}

function open(running: Running, longest: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(running.socket)
    socket.setTimeout(longest, () => socket.destroy(silent(running)))
    socket.once('connect', () => {
      socket.setTimeout(0)
      socket.on('error', () => {})
      resolve(socket)
    })
    socket.once('error', () => reject(silent(running)))
  })
}

function silent({ folder, pid }: Running): SourceError {
  return new SourceError(
    'offline',
    `The issuefs at "${folder}" (process ${pid}) does not answer; "issuefs unmount ${folder}" takes it away.`,
  )
}
