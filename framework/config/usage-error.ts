/** The user asked for something that makes no sense: exit code 2. Its message is one sentence with the remedy, without secrets. */
export class UsageError extends Error {
  constructor(sentence: string, details: { readonly cause?: unknown } = {}) {
    super(sentence, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'UsageError'
  }
}
