import type { Redactor } from '../config/redact.ts'
import { visible } from './visible.ts'

/** All that a command prints goes through here: known secrets and control characters never come out. */
export interface Output {
  /** A line of the result, to standard output. */
  print(line: string): void
  json(value: unknown): void
  /** Bytes of a file, to standard output as they are; made visible when that is a terminal. Resolves when there is room. */
  bytes(chunk: Uint8Array): Promise<void>
  /** A sentence for the user, to standard error; the same one again right after it is left out. */
  say(sentence: string): void
  /** Shows how far something is, in place on a terminal. `''` takes it away. */
  progress(line: string): void
  /** Whether standard error is a terminal, for progress. */
  readonly isTerminal: boolean
  /** Resolves when everything printed has left the process. */
  drain(): Promise<void>
}

/** The parts of a stream that are used. */
export interface Sink {
  write(chunk: string | Uint8Array, callback?: () => void): boolean
  once(event: 'drain', listener: () => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface OutputOptions {
  readonly standard: Sink
  readonly error: Sink
  readonly redactor: Redactor
  /** Gets a copy of each sentence, clean already. */
  readonly onSentence?: (sentence: string) => void
}

export function createOutput({ standard, error, redactor, onSentence }: OutputOptions): Output {
  const clean = (text: string): string => visible(redactor.redact(text))
  let shown = ''
  let said = ''

  function takeAway(): void {
    if (shown !== '') error.write('\r\u001b[K')
    shown = ''
  }

  return {
    isTerminal: error.isTTY === true,
    print(line) {
      takeAway()
      standard.write(`${clean(line)}\n`)
    },
    json(value) {
      standard.write(`${clean(JSON.stringify(value, undefined, 2))}\n`)
    },
    bytes(chunk) {
      const bytes = redactor.redactBytes(chunk)
      const ready = standard.write(standard.isTTY ? visible(Buffer.from(bytes).toString()) : bytes)
      return ready ? Promise.resolve() : new Promise(resolve => standard.once('drain', resolve))
    },
    say(sentence) {
      const line = clean(sentence).replaceAll(/\s*\n\s*/g, ' ')
      if (line === said) return
      said = line
      const before = shown
      takeAway()
      error.write(`${line}\n`)
      onSentence?.(line)
      if (before !== '') this.progress(before)
    },
    progress(line) {
      const fitting = clean(line).slice(0, (error.columns ?? 80) - 1)
      if (!error.isTTY) return
      takeAway()
      error.write(fitting)
      shown = fitting
    },
    drain: async () => {
      await Promise.all([standard, error].map(sink => new Promise<void>(resolve => sink.write('', () => resolve()))))
    },
  }
}
