import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { connectTo } from '../cli/control/client.ts'
import { runningMounts } from '../cli/control/registry.ts'
import { createUser, type Ran, type User } from '../cli/fixtures/command-line.ts'
import type { ListedEdit } from '../journal/listed-edit.ts'
import { problemName } from '../journal/problem-files.ts'
import type { Emulator, TestTracker } from './trackers/tracker.test-support.ts'

/** A real mount for writing, by the real command in a process of its own. */
export interface Mounted {
  readonly user: User
  readonly root: string
  /** The folder of the tracker's issues. */
  readonly folder: string
  /** What the command has said. */
  said(): string
  /** Runs a program, at most a minute. This process never touches the mount itself: it serves the emulator. */
  run(program: string, words: readonly string[], more?: RunOptions): Promise<Ran>
  bash(script: string, env?: Readonly<Record<string, string>>): Promise<Ran>
  /** A folder outside of the mount. */
  outside(): string
  pending(): Promise<readonly ListedEdit[]>
  retry(): Promise<void>
  /** Ends the process at once, as a crash would. */
  kill(): Promise<void>
  end(): Promise<void>
}

interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Typed once `sign` has been said. */
  readonly type?: { readonly sign: RegExp; readonly keys: string }
}

export interface MountOptions {
  readonly backend: 'dev-fuse' | 'fuse-native'
  /** Of the command. @default --write */
  readonly words?: readonly string[]
  /** One that has mounted before, to mount again. */
  readonly user?: User
}

/** Mounts what an emulator shows at `m` in the home of a user. */
export async function mountTracker(
  tracker: TestTracker,
  emulator: Emulator,
  { backend, words = ['--write'], user = createUser() }: MountOptions,
): Promise<Mounted> {
  const root = join(user.home, 'm')
  // An emulator bears more requests than a tracker is asked for by itself.
  const command = ['mount', 'm', '--plugin', tracker.name, '--rate', '500', '--backend', backend, ...words]
  const child = await user.start(command, /is mounted at/, emulator.env)
  const exit = once(child, 'exit')

  async function ask<T>(question: (client: Awaited<ReturnType<typeof connectTo>>) => Promise<T>): Promise<T> {
    const running = runningMounts(join(user.home, 'run/issuefs')).find(({ folder }) => folder === root)
    if (!running) throw new Error(`Nothing runs at ${root}: ${child.said()}`)
    const client = await connectTo(running)
    try {
      return await question(client)
    } finally {
      client.close()
    }
  }

  const run: Mounted['run'] = (program, words, { env, cwd = user.home, type } = {}) =>
    new Promise((resolve, reject) => {
      const environment = { ...user.environment, LC_ALL: 'C.UTF-8', TERM: 'xterm', ...env }
      const program_ = spawn(program, words, { cwd, env: environment, stdio: 'pipe', timeout: 60_000 })
      let out = ''
      let error = ''
      let typed = type === undefined
      program_.stdout.on('data', piece => {
        out += piece
        if (typed || !type!.sign.test(out)) return
        typed = true
        program_.stdin.write(type!.keys)
      })
      program_.stderr.on('data', piece => (error += piece))
      program_.stdin.on('error', () => {})
      if (typed) program_.stdin.end()
      program_.on('error', reject).on('close', code => resolve({ code, out, error }))
    })

  return {
    user,
    root,
    folder: join(root, tracker.folder),
    said: child.said,
    run,
    bash: (script, env = {}) => run('bash', ['-c', script], { env }),
    outside: () => mkdtempSync(join(user.home, 'outside-')),
    pending: async () => (await ask(client => client.ask('edits', {}))).filter(({ state }) => state !== 'sent'),
    retry: async () => void (await ask(client => client.ask('retryEdits', {}))),
    async kill() {
      child.kill('SIGKILL')
      await exit
    },
    async end() {
      child.kill('SIGINT')
      await exit
      await unmountAnyway(root)
    },
  }
}

/** Waits until nothing is on its way to the tracker any more: sent, or kept with a reason; two minutes at most. */
export async function settle(mounted: Mounted): Promise<void> {
  for (const until = performance.now() + 120_000; performance.now() < until; ) {
    if ((await mounted.pending()).every(({ state }) => state === 'kept')) return
    await mounted.retry()
    await setTimeout(100)
  }
  const left = (await mounted.pending()).filter(({ state }) => state === 'pending')
  throw new Error(`It still waits: ${JSON.stringify(left)}`)
}

/** Why the last save of a file was refused, as people read it; empty when it was not. */
export async function reasonOf(mounted: Mounted, file: string): Promise<string> {
  const name = `${problemName(file.slice(mounted.root.length + 1))}.md`
  return (await mounted.run('cat', [join(mounted.root, '.issuefs/errors', name)])).out
}
