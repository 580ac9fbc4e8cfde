import { type CredentialStore, createCredentialStore } from '../config/credentials.ts'
import { type Environment, type Folders, foldersOf } from '../config/folders.ts'
import { createRedactor, type Redactor } from '../config/redact.ts'
import { createOutput, type Output, type Sink } from './output.ts'

/** What surrounds a command. */
export interface Context {
  readonly environment: Environment
  /** Where the user stands. */
  readonly from: string
  readonly folders: Folders
  readonly credentials: CredentialStore
  readonly redactor: Redactor
  readonly output: Output
  /** Gets a copy of each sentence, clean already. */
  listen(listener: (sentence: string) => void): void
  /** From now on a promise that fails and that nobody waits for does not end the process. Gives back how to end that. */
  outlive(): () => void
  /** Whether that is so. */
  outlives(): boolean
}

export function createContext(options: {
  readonly environment: Environment
  readonly from: string
  readonly standard: Sink
  readonly error: Sink
}): Context {
  const { environment, from, standard, error } = options
  const folders = foldersOf(environment)
  const redactor = createRedactor()
  const listeners = new Set<(sentence: string) => void>()
  let serving = 0
  return {
    environment,
    from,
    folders,
    redactor,
    credentials: createCredentialStore(folders.config),
    output: createOutput({
      standard,
      error,
      redactor,
      onSentence: sentence => {
        for (const listener of listeners) listener(sentence)
      },
    }),
    listen: listener => listeners.add(listener),
    outlive() {
      serving++
      return () => {
        serving--
      }
    },
    outlives: () => serving > 0,
  }
}
