import { spawn } from 'node:child_process'

interface RunOptions {
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Written to its standard input. */
  readonly input?: string
}

/** Runs a program to its end; gives what it printed. Throws with the first words of one that fails. */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const { cwd, env, input = '' } = options
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: env ?? process.env, stdio: 'pipe' })
    let printed = ''
    let said = ''
    child.stdout.on('data', bytes => {
      printed += bytes
    })
    child.stderr.on('data', bytes => {
      said += bytes
    })
    child.on('error', reject)
    child.on('close', status => {
      if (status === 0) return resolve(printed)
      reject(new Error(`${program} ended with status ${status}: ${(said || printed).trim().slice(0, 500)}`))
    })
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}
