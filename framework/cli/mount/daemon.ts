import { spawn } from 'node:child_process'
import type { Context } from '../context.ts'
import type { ExitCode } from '../failure.ts'

/** What the child that stays tells the command that started it. */
type Message = { readonly sentence: string } | { readonly ready: string } | { readonly failed: ExitCode }

const childMark = 'ISSUEFS_DAEMON'

/** Whether this process is the one that stays. */
export function isDaemon({ environment }: Context): boolean {
  return environment[childMark] === '1' && process.send !== undefined
}

/**
 * Starts this command line again as a process of its own, which keeps the environment, and waits until its mount is
 * ready. Secrets are never among its arguments.
 *
 * @returns 0 once programs can look, else what the child failed with; its sentences are shown meanwhile
 */
export function startDaemon({ output, environment, from }: Context): Promise<ExitCode> {
  const { promise, resolve } = Promise.withResolvers<ExitCode>()
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    cwd: from,
    env: { ...environment, [childMark]: '1' },
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const stop = (): void => void child.kill('SIGTERM')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  child.on('error', thrown => {
    output.say(`The background process could not be started: ${thrown.message}.`)
    resolve(1)
  })
  child.on('exit', code => resolve(code === 2 ? 2 : 1))
  child.on('message', (message: Message) => {
    if ('sentence' in message) output.say(message.sentence)
    else if ('failed' in message) resolve(message.failed)
    else {
      output.say(message.ready)
      child.disconnect()
      child.unref()
      resolve(0)
    }
  })
  return promise
}

/** Connects this process, the one that stays, with the command that waits for it. */
export function speakToStarter(context: Context): (sentence: string) => void {
  let open = true
  const send = (message: Message): void => {
    if (open && process.connected) process.send!(message, () => {})
  }
  process.on('disconnect', () => {
    open = false
  })
  context.listen(sentence => send({ sentence }))
  return sentence => {
    send({ ready: sentence })
    open = false
  }
}
