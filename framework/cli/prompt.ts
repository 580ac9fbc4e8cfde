import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { UsageError } from '../config/usage-error.ts'

/** Asks the user, on the terminal or line by line on standard input. */
export interface Prompt {
  /** @param echo `hidden`: nothing of what is typed is shown */
  ask(question: string, echo: 'shown' | 'hidden'): Promise<string>
  close(): void
}

export function createPrompt(input: NodeJS.ReadStream, error: NodeJS.WriteStream): Prompt {
  let echo: 'shown' | 'hidden' = 'shown'
  const muted = new Writable({
    write(chunk, _encoding, done) {
      if (echo === 'shown') error.write(chunk)
      done()
    },
  })
  const terminal = input.isTTY === true
  const lines = createInterface({ input, output: muted, terminal })
  const iterator = lines[Symbol.asyncIterator]()
  lines.on('SIGINT', () => process.exit(1))
  return {
    async ask(question, how) {
      if (terminal) error.write(question)
      echo = terminal && how === 'hidden' ? 'hidden' : 'shown'
      if (!terminal) echo = 'hidden'
      const { value, done } = await iterator.next()
      if (terminal && how === 'hidden') error.write('\n')
      echo = 'shown'
      if (done) throw new UsageError('There is nothing more on standard input; give one answer a line.')
      return (value as string).trim()
    },
    close: () => lines.close(),
  }
}
