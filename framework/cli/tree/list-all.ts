import { rootIno } from '../../store/contract.ts'
import { sentenceOf } from '../failure.ts'
import { filesOf } from './files-of.ts'
import type { Tree } from './tree.ts'

/**
 * Lists every folder, those too that are listed when they are entered. One that can't be listed does not keep the others.
 *
 * @param say is told why not, each reason once, with the first folder that has it
 * @returns the reasons; none when all are listed
 */
export async function listAll(tree: Tree, say: (line: string) => void): Promise<ReadonlySet<string>> {
  const reasons = new Set<string>()
  const note = (folder: string, thrown: unknown): void => {
    const reason = sentenceOf(thrown)
    if (!reasons.has(reason)) say(folder === '' ? reason : `${folder}: ${reason}`)
    reasons.add(reason)
  }
  for await (const _ of filesOf(tree, '', rootIno, note)) {
    // Only the folders matter.
  }
  return reasons
}
