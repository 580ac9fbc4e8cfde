import type { MountSync } from '../sync/mount.ts'

/** A mount that is to start. */
export interface Starting {
  readonly sync: MountSync
  /** A sentence for the user. */
  notice(sentence: string): void
}

/**
 * Starts several mounts, none of which keeps the others from being served.
 *
 * @throws SourceError when every tracker refuses us: there is nothing to go on with
 */
export async function startTogether(mounts: readonly Starting[]): Promise<void> {
  const refusals = await Promise.all(mounts.map(({ sync }) => sync.startBesideOthers()))
  const [first] = refusals
  if (first && !refusals.includes(undefined)) throw first
  for (const [at, { notice }] of mounts.entries()) {
    const refusal = refusals[at]
    if (refusal) notice(`${refusal.message} The other mounts go on; this one is tried again in ten minutes.`)
  }
}
