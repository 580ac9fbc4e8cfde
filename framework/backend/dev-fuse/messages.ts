import type { MessagePort } from 'node:worker_threads'
import type { Serving } from './context.ts'
import type { Dialect } from './dialect.ts'
import type { MovedRequest } from './request.ts'
import type { Signals } from './signals.ts'

/** What a protocol worker is started with. */
export interface ProtocolWorkerData {
  readonly device: number
  readonly storePath: string
  readonly serving: Serving
  readonly signals: Signals
  /** From the main thread. */
  readonly mail: MessagePort
  /** Known when it takes the place of one that died: the kernel introduces itself once. */
  readonly dialect: Dialect | undefined
}

/** What the protocol worker says to the main thread. */
export type Said =
  | { readonly said: 'listening' }
  | { readonly said: 'agreed'; readonly dialect: Dialect }
  | { readonly said: 'too-old' }
  /** A request that only the main thread can answer, or the interruption of one. */
  | { readonly said: 'ask'; readonly request: MovedRequest }
  | { readonly said: 'noticed'; readonly ino: number }
  | { readonly said: 'own-access' }
  | { readonly said: 'failed'; readonly problem: string }
  | { readonly said: 'left'; readonly why: 'unmounted' | 'stopped' }

/** What the main thread tells the protocol worker. */
export type Told = ToldKernel | ToldHeld | { readonly line: MessagePort }

/** From now on an inode is, or is no longer, to be asked for at the main thread. */
export interface ToldHeld {
  readonly held: boolean
  readonly of: number
}

/** What the main thread has told the kernel by itself. The other kind is the line to the notifier of now. */
export interface ToldKernel {
  readonly ino: number
  /** References given to the kernel; negative when it did not take them. */
  readonly given: number
  /** Whether the tracker was just asked. */
  readonly recent: boolean
}

/** What a notifier is started with. */
export interface NotifierData {
  readonly device: number
  readonly storePath: string
  readonly signals: Signals
  /** From the main thread, and from each protocol worker as one follows the other. */
  readonly mail: MessagePort
}

/** What the notifier is asked to tell the kernel, or to get ready for. */
export type Order =
  /** Attributes, or pages too, of a version of an inode. */
  | { readonly order: 'content' | 'attributes'; readonly ino: number; readonly version: number }
  | { readonly order: 'entry'; readonly parent: number; readonly name: string }
  | { readonly order: 'delete'; readonly parent: number; readonly name: string; readonly ino: number }
  | {
      readonly order: 'listed'
      readonly folder: number
      readonly inos: readonly number[]
      readonly documents: readonly number[]
    }
  | { readonly order: 'everything' }
  | { readonly order: 'listen'; readonly port: MessagePort }
