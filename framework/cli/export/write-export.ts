import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { rootIno } from '../../store/contract.ts'
import { readWhole } from '../../vfs/walk.ts'
import { sentenceOf } from '../failure.ts'
import { filesOf, type TreeFile } from '../tree/files-of.ts'
import type { Tree } from '../tree/tree.ts'
import { digestOf, noteWriting, readWritten, writeManifest } from './manifest.ts'
import { look, makeFolders, putFile, putLink, removeFile } from './place.ts'

export interface ExportDone {
  readonly written: number
  readonly unchanged: number
  readonly deleted: number
  /** A sentence for each file that was left alone. */
  readonly problems: readonly string[]
}

/** Writes all listed files of a tree below a folder, and deletes what an earlier export wrote there and is gone. */
export async function writeExport(tree: Tree, root: string): Promise<ExportDone> {
  mkdirSync(root, { recursive: true })
  const before = readWritten(root)
  const after = new Map<string, string>()
  const problems: string[] = []
  const counts = { written: 0, unchanged: 0, deleted: 0 }

  /** It is left alone, and stays known. */
  function keep(path: string): void {
    const known = [...(before.get(path) ?? [])].at(-1)
    if (known !== undefined) after.set(path, known)
  }

  async function write(file: TreeFile): Promise<void> {
    const { path, ino, kind } = file
    const content = kind === 'link' ? `link ${await tree.vfs.readlink(ino)}` : await readWhole(tree.vfs, ino)
    const digest = digestOf(content)
    const target = join(root, path)
    const found = look(target)
    const mine =
      found.what === 'nothing' ||
      (found.what === 'file' && (before.get(path)?.has(found.digest) || found.digest === digest))
    if (!mine || !makeFolders(root, path)) {
      problems.push(`"${target}" is not what issuefs wrote, so it was left as it is; move it away.`)
      keep(path)
      return
    }
    after.set(path, digest)
    if (found.what === 'file' && found.digest === digest) {
      counts.unchanged++
      return
    }
    noteWriting(root, path, digest)
    if (typeof content === 'string') putLink(target, content.slice('link '.length))
    else putFile(target, content, (await tree.vfs.getattr(ino)).mtime)
    counts.written++
  }

  for await (const file of filesOf(tree, '', rootIno)) {
    try {
      await write(file)
    } catch (thrown) {
      keep(file.path)
      problems.push(`${file.path}: ${sentenceOf(thrown)}`)
    }
  }
  for (const [path, digests] of before) {
    if (after.has(path)) continue
    const found = look(join(root, path))
    if (found.what === 'file' && digests.has(found.digest)) {
      removeFile(root, path)
      counts.deleted++
    } else if (found.what !== 'nothing')
      problems.push(`"${join(root, path)}" has gone from the tracker but was changed here, so it was left as it is.`)
  }
  writeManifest(root, after)
  return { ...counts, problems }
}
