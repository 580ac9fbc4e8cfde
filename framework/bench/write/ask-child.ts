import { type ChildProcess, type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A process of the bench, which answers each order with one message. */
export interface Child {
  ask<T>(order: unknown): Promise<T>
  end(): Promise<void>
}

/** Starts a process of the bench; gives it with the first thing it says. */
export async function startChild<T>(
  module: string,
  values: readonly string[],
  options: ForkOptions = {},
): Promise<{ readonly child: Child; readonly ready: T }> {
  const child: ChildProcess = fork(fileURLToPath(new URL(module, import.meta.url)), values, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    ...options,
  })
  const ended = once(child, 'exit')
  const next = <T>(): Promise<T> => {
    const { promise, resolve, reject } = Promise.withResolvers<T>()
    child.once('message', said => resolve(said as T))
    ended.then(([code]) => reject(new Error(`${module} ended with ${code}.`)))
    return promise
  }
  return {
    ready: await next<T>(),
    child: {
      ask(order) {
        const answer = next<never>()
        child.send(order as object)
        return answer
      },
      async end() {
        if (child.connected) child.disconnect()
        await ended
      },
    },
  }
}
