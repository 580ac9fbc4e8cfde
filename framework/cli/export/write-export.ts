import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writePrivateFile } from '../../config/private-file.ts'
import { rootIno } from '../../store/contract.ts'
import { readWhole } from '../../vfs/walk.ts'
import { sentenceOf } from '../failure.ts'
import { filesOf, type TreeFile } from '../tree/files-of.ts'
import type { Tree } from '../tree/tree.ts'
import { digestOf, manifestName, manifestText, readManifest } from './manifest.ts'
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
  const before = readManifest(root)
  const after = new Map<string, string>()
  const problems: string[] = []
  const counts = { written: 0, unchanged: 0, deleted: 0 }

  async function write(file: TreeFile): Promise<void> {
    const { path, ino, kind } = file
    const content = kind === 'link' ? `link ${await tree.vfs.readlink(ino)}` : await readWhole(tree.vfs, ino)
    const digest = digestOf(content)
    const target = join(root, path)
    const found = look(target)
    const mine =
      found.what === 'nothing' ||
      (found.what === 'file' && (found.digest === before.get(path) || found.digest === digest))
    if (!mine || !makeFolders(root, path)) {
      problems.push(`"${target}" is not what issuefs wrote, so it was left as it is; move it away.`)
      const known = before.get(path)
      if (known !== undefined) after.set(path, known)
      return
    }
    after.set(path, digest)
    if (found.what === 'file' && found.digest === digest) {
      counts.unchanged++
      return
    }
    if (typeof content === 'string') putLink(target, content.slice('link '.length))
    else putFile(target, content, (await tree.vfs.getattr(ino)).mtime)
    counts.written++
  }

  for await (const file of filesOf(tree, '', rootIno)) {
    try {
      await write(file)
    } catch (thrown) {
      const known = before.get(file.path)
      if (known !== undefined) after.set(file.path, known)
      problems.push(`${file.path}: ${sentenceOf(thrown)}`)
    }
  }
  for (const [path, digest] of before) {
    if (after.has(path)) continue
    const found = look(join(root, path))
    if (found.what === 'file' && found.digest === digest) {
      removeFile(root, path)
      counts.deleted++
    } else if (found.what !== 'nothing')
      problems.push(`"${join(root, path)}" has gone from the tracker but was changed here, so it was left as it is.`)
  }
  writePrivateFile(join(root, manifestName), manifestText(after))
  return { ...counts, problems }
}
