import { spawn } from 'node:child_process'
import { SourceError } from '../source/error.ts'

/** Milliseconds: it may ask the user to unlock a keychain. */
const longest = 60_000

/**
 * The first line that the user's own command prints, as git's credential helpers do. It runs with `sh -c`.
 *
 * @param origin where the command stands, for the sentence
 * @throws SourceError `denied`, without what the command printed
 */
export function runSecretCommand(command: string, origin: string, timeout: number = longest): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const refuse = (reason: string): void =>
    reject(new SourceError('denied', `The command of ${origin} gave no secret: ${reason}; try it in a shell.`))
  const child = spawn('sh', ['-c', command], { stdio: ['inherit', 'pipe', 'inherit'], detached: false })
  const pieces: Buffer[] = []
  const timer = setTimeout(() => {
    child.kill('SIGKILL')
    child.stdout.destroy()
    refuse(`it did not end within ${timeout / 1000} s`)
  }, timeout)
  child.stdout.on('data', piece => pieces.push(piece))
  child.on('error', () => refuse('there is no sh to run it'))
  child.on('close', (code, signal) => {
    clearTimeout(timer)
    const line = Buffer.concat(pieces).toString().split(/\r?\n/, 1)[0] ?? ''
    if (code !== 0) refuse(code === null ? `it was ended by ${signal}` : `it failed with exit code ${code}`)
    else if (line === '') refuse('it printed nothing')
    else resolve(line)
  })
  return promise
}
