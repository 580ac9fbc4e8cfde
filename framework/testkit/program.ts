import { spawn } from 'node:child_process'

export interface Ended {
  /** `null` when a signal ended it. */
  readonly code: number | null
  readonly output: string
  readonly errors: string
  /** Milliseconds. */
  readonly took: number
}

/** Runs a program to its end, at most 30 s. @param interruptAfter milliseconds after which it gets a SIGINT */
export function runProgram(program: string, args: readonly string[], interruptAfter?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const begin = performance.now()
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000, env: plainEnvironment() })
    const said = { output: '', errors: '' }
    child.stdout.setEncoding('utf8').on('data', part => (said.output += part))
    child.stderr.setEncoding('utf8').on('data', part => (said.errors += part))
    const timer = interruptAfter === undefined ? undefined : setTimeout(() => child.kill('SIGINT'), interruptAfter)
    child.on('error', reject).on('close', code => {
      clearTimeout(timer)
      resolve({ code, ...said, took: performance.now() - begin })
    })
  })
}

/** Programs speak English, sort by bytes and leave names unquoted. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, LC_ALL: 'C.UTF-8', QUOTING_STYLE: 'literal' }
}
