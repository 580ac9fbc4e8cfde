import { resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import { SourceError } from '../../source/error.ts'
import type { Context } from '../context.ts'
import { placeIn, type Running, runningMounts } from './registry.ts'

/** Where the folder stands that a command about edits is to be given. */
export const listsEdits = '"issuefs pending" names the folder of each edit, mounted or not'

/**
 * The running mount at a folder, or the only one.
 *
 * @param otherwise what there is to do when none runs, for the sentence
 * @param flag how the folder is given, for the sentence
 */
export function chooseRunning(
  dir: string | undefined,
  { folders, from }: Context,
  {
    otherwise,
    flag,
    lists = '"issuefs status" lists the mounts',
  }: { readonly otherwise: string; readonly flag: string; readonly lists?: string },
): Running {
  const mounts = runningMounts(folders.runtime)
  if (dir !== undefined) {
    const place = placeIn(mounts, resolve(from, dir))
    if (place) return place.running
    throw new SourceError('not-found', `No issuefs runs at "${dir}"; ${lists}.`)
  }
  const [only, another] = mounts
  if (!only) throw new SourceError('not-found', `No issuefs runs; ${otherwise}.`)
  if (another) throw new UsageError(`Say which: ${flag} ${mounts.map(({ folder }) => folder).join(' | ')}.`)
  return only
}
