import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { projectTree } from '../backend/memory.ts'
import type { AttachedFixture, BackendFixture, FileView } from './backend-fixture.ts'
import { createScriptedTree, type ScriptedTree } from './scripted-tree.ts'
import { vfsFiles } from './vfs-files.ts'

/** The tree on a memfs volume, projected anew after each step; what can be written is shown without a volume. */
export const memoryFixture: BackendFixture = {
  name: 'memory',
  programs: false,
  skip: [
    {
      reason: 'A projection asks for everything beforehand, and a failure there is one of the whole projection.',
      cases: ['failures', 'waiting', 'silence'],
    },
    {
      reason: 'A projection shows what is listed; other paths are revealed one by one.',
      cases: ['hidden names resolve', 'a name that no listing has is asked for and then there'],
    },
    {
      reason: 'A projection has read every byte.',
      cases: ['the size of an attachment is known without its bytes'],
    },
    {
      reason: 'A projection changes as a whole, between reads.',
      cases: [
        'an open file keeps its bytes while the document changes, and the next open sees the new ones',
        'while names come and go, none that stays is lost and none is listed twice',
      ],
    },
    {
      reason: 'The volume has inode numbers and figures of its own.',
      cases: [
        'the size of a link is that of its target',
        'statfs is honest: what is stored, nothing free',
        'a moved document becomes a link to its new place',
      ],
    },
    {
      reason: 'The volume belongs to the program, which may write to it.',
      cases: ['read-only', 'mode bits promise no writing', 'reading is allowed, writing is not'],
    },
  ],
  async attach(plan) {
    const place = await mkdtemp(join(tmpdir(), 'issuefs-kit-'))
    const tree = createScriptedTree(plan, place)
    const detach = async (): Promise<void> => {
      tree.close()
      await rm(place, { recursive: true, force: true })
    }
    if (plan.writes) return written(tree, detach)
    const projection = await projectTree(tree.vfs)
    return {
      files: projection.vol.promises as unknown as FileView,
      at: path => posix.join('/', path),
      async steer(step) {
        const counts = tree.steer(step)
        if (step.do !== 'count' && step.do !== 'answer') await projection.project()
        return counts
      },
      saves: async () => tree.saves(),
      detach,
    }
  },
}

function written(tree: ScriptedTree, detach: () => Promise<void>): AttachedFixture {
  return {
    files: vfsFiles(tree.vfs),
    at: path => posix.join('/', path),
    steer: async step => tree.steer(step),
    saves: async () => tree.saves(),
    detach,
  }
}
