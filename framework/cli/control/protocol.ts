import type { HostStatus } from '../../host/status.ts'
import type { ListedEdit } from '../../journal/listed-edit.ts'
import { isSourceError, SourceError } from '../../source/error.ts'
import { errnoOf } from '../../vfs/errno.ts'
import { sentenceOf } from '../failure.ts'
import type { PathStatus } from '../tree/path-status.ts'

/**
 * What is spoken on the socket of a running mount: one request as a line of JSON, then lines of progress, then one line
 * with the answer or the error. Paths are those of the tree.
 */
interface Requests {
  /** Whether anybody is there; versions that do not know it say so. */
  readonly hello: { readonly ask: object; readonly answer: null }
  readonly status: { readonly ask: object; readonly answer: HostStatus }
  readonly pathStatus: { readonly ask: { readonly path: string }; readonly answer: PathStatus }
  readonly refresh: { readonly ask: { readonly path?: string }; readonly answer: null }
  readonly sync: { readonly ask: object; readonly answer: null }
  readonly reload: { readonly ask: object; readonly answer: { readonly mounts: readonly string[] } }
  readonly edits: { readonly ask: object; readonly answer: readonly ListedEdit[] }
  readonly dropEdit: { readonly ask: { readonly number: number }; readonly answer: null }
  readonly retryEdits: { readonly ask: { readonly number?: number }; readonly answer: null }
  readonly resolveConflict: {
    readonly ask: { readonly name: string; readonly side: 'mine' | 'theirs' }
    readonly answer: null
  }
  readonly unmount: { readonly ask: object; readonly answer: null }
  /** What a reader of the store does not find there; it looks again afterwards. */
  readonly name: { readonly ask: { readonly parent: number; readonly name: string }; readonly answer: null }
  readonly content: { readonly ask: { readonly ino: number }; readonly answer: null }
  readonly listing: { readonly ask: { readonly ino: number }; readonly answer: null }
  /** Base64. */
  readonly bytes: {
    readonly ask: { readonly ino: number; readonly offset: number; readonly length: number }
    readonly answer: string
  }
}

export type RequestName = keyof Requests
export type Ask<N extends RequestName> = Requests[N]['ask']
export type Answer<N extends RequestName> = Requests[N]['answer']

/** A line of the mount. */
export type Line =
  | { readonly progress: string }
  | { readonly answer: unknown }
  | { readonly error: { readonly kind: string; readonly sentence: string; readonly errno: string } }

/** Anything thrown, for the line. */
export function errorLine(thrown: unknown): Line {
  const errno = errnoOf(thrown)
  const kind = isSourceError(thrown) ? thrown.kind : errno === 'ENOENT' ? 'not-found' : 'unexpected'
  return { error: { kind, sentence: sentenceOf(thrown), errno } }
}

export function errorOfLine({ kind, sentence }: { readonly kind: string; readonly sentence: string }): SourceError {
  return new SourceError(kind as SourceError['kind'], sentence)
}
