import type { Writer } from './writer.ts'

/** A request that writes, thought out before anything is sent. Sets something to a value, so that it may be repeated. */
export type Step = (writer: Writer) => Promise<unknown>
