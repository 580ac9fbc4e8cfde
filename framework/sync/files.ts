import { SourceError } from '../source/error.ts'
import type { AnyFiles, File } from '../source/route.ts'
import type { Node } from '../store/contract.ts'
import type { Spool } from '../store/spool.ts'
import { pathBelow } from '../tree/folder.ts'
import { askSource } from './ask.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { asSourceError } from './keep-running.ts'

/** Streams attachments into the spool while they are read. */
export interface Streaming {
  /** Bytes of a file node; fewer than asked for at its end. */
  read(node: Node, offset: number, length: number, signal: AbortSignal): Promise<Uint8Array>
}

/** A download under way. */
interface Download {
  /** Bytes that are there. */
  have: number
  done: boolean
  error: unknown
  /** Called when there is more. */
  readonly waiting: Set<() => void>
}

/** How long a download goes on that nobody waits for, in milliseconds. */
const patience = 10_000

export function createStreaming(context: SyncContext, connection: TrackerConnection, spool: Spool): Streaming {
  const downloads = new Map<string, Download>()

  function download(id: string, node: Node): Download {
    const known = downloads.get(id)
    if (known) return known
    const made: Download = { have: spool.size(id), done: false, error: undefined, waiting: new Set() }
    downloads.set(id, made)
    const letGo = spool.hold(id)
    const abort = new AbortController()
    let wanted = context.now()
    const watch = setInterval(() => {
      if (made.waiting.size > 0) wanted = context.now()
      else if (context.now() - wanted > patience) abort.abort()
    }, 1000).unref()
    void stream(id, node, made, AbortSignal.any([abort.signal, context.signal]))
      .catch(thrown => {
        made.error = asSourceError(thrown)
      })
      .finally(() => {
        clearInterval(watch)
        letGo()
        downloads.delete(id)
        made.done = true
        for (const wake of made.waiting) wake()
      })
    return made
  }

  /** Keeps only what came first. */
  function forget(id: string, made: Download, size: number): void {
    spool.cut(id, size)
    made.have = size
  }

  async function stream(id: string, node: Node, made: Download, signal: AbortSignal): Promise<void> {
    const { file, route } = describe(context, node)
    if (made.have > node.size) forget(id, made, 0)
    if (made.have === node.size && made.have > 0) return spool.finish(id)
    const path = pathBelow(context.store.read, context.mount(), node.ino)
    const key = context.router.files.find(each => each.route === route)!.template.match(path)
    if (!key) throw new SourceError('unexpected', `"${path}" is not a file of the source any more.`)
    await connection.ensure()
    const call = context.calls.call({ signal, priority: 'waiting' })
    const { bytes, from } = await askSource(
      context,
      () => route.open({ ...file, key }, { from: made.have }, call),
      'The file',
    )
    if (from !== undefined && from !== made.have) {
      if (from > made.have) throw new SourceError('unexpected', `The source left out bytes of "${path}".`)
      forget(id, made, from)
    }
    for await (const chunk of bytes) {
      signal.throwIfAborted()
      spool.append(id, chunk)
      made.have += chunk.byteLength
      for (const wake of made.waiting) wake()
    }
    spool.finish(id)
    if (made.have !== node.size) correctSize(context, node, made.have)
  }

  return {
    async read(node, offset, length, signal) {
      const id = identity(context, node)
      while (!spool.has(id)) {
        const state = download(id, node)
        if (state.have >= Math.min(offset + length, node.size) && state.have > 0) break
        await more(state, signal)
        if (state.error !== undefined) throw state.error
      }
      return spool.read(id, offset, length)
    },
  }
}

/** Resolves when a download has more or has ended; rejects when the reader gives up. */
function more(state: Download, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      state.waiting.delete(wake)
      signal.removeEventListener('abort', abort)
    }
    const wake = (): void => {
      leave()
      resolve()
    }
    const abort = (): void => {
      leave()
      reject(signal.reason)
    }
    state.waiting.add(wake)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    else if (state.done) wake()
  })
}

/** The tracker said another size than came: the truth is what came. */
function correctSize(context: SyncContext, node: Node, size: number): void {
  context.store.transaction(write => {
    write.nodes.change(node.ino, { size }, write.now)
    write.invalidate({ what: 'content', ino: node.ino })
  })
}

function identity(context: SyncContext, node: Node): string {
  const { instance, account, source } = context.mount()
  return JSON.stringify([source, instance, account, describe(context, node).file.id, node.name])
}

function describe(context: SyncContext, node: Node): { readonly file: File; readonly route: AnyFiles } {
  const { route: path, ...file } = JSON.parse(node.detail) as File & { route: string }
  const route = context.router.files.find(each => each.route.path === path)?.route
  if (!route) throw new SourceError('unexpected', `The source has no route "${path}" any more.`)
  return { file, route }
}
