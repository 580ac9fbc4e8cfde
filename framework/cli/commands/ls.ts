import { posix } from 'node:path'
import type { IndexLine } from '../../store/entities.ts'
import { list, walk } from '../../vfs/walk.ts'
import type { Command } from '../command.ts'
import { compareNames } from '../tree/files-of.ts'
import { withTree } from '../tree/find-tree.ts'
import type { Tree } from '../tree/tree.ts'

/** One name of a listing, as `--json` shows it. */
interface Row {
  readonly name: string
  readonly kind: 'folder' | 'file' | 'link'
  /** Bytes; absent while it is not known. */
  readonly size?: number
  readonly modified?: string
  readonly status?: string
  readonly title?: string
}

/** Texts that are asked for together. */
const atOnce = 100

export const ls: Command = {
  name: 'ls',
  summary: 'List a folder of the tree, mounted or not.',
  arguments: [{ syntax: '[path]', help: 'A folder or a file of the tree; in a mounted folder also its path there.' }],
  plugin: 'tree',
  flags: [
    { flags: '-l, --long', help: 'Show size, time, status and title as well.' },
    { flags: '--json', help: 'Print JSON, with everything that is known.' },
  ],
  examples: [
    ['issuefs ls -l PROJ --plugin jira', 'the issues of PROJ with their titles, without a mount'],
    ['issuefs ls jira/PROJ --json', 'of the running mount at ./jira, for a program'],
  ],
  run: (invocation, context) =>
    withTree([pathOf(invocation.arguments)], invocation, context, async (tree, [path = '']) => {
      const { flags } = invocation
      if (flags.long === true || flags.json === true) await fetchBelow(tree, path)
      const rows = await rowsOf(tree, path)
      if (flags.json === true) context.output.json(rows)
      else for (const row of rows) context.output.print(flags.long === true ? longLine(row) : nameOf(row))
      return 0
    }),
}

function pathOf([path]: readonly unknown[]): string {
  return typeof path === 'string' ? path : '.'
}

/** Sizes and titles are known once the texts are there. Those that can't be fetched stay without. */
async function fetchBelow({ vfs }: Tree, path: string): Promise<void> {
  const found = await walk(vfs, path, { follow: true })
  if (found.kind !== 'folder') return
  const absent = (await list(vfs, found.ino)).filter(({ attributes }) => attributes === undefined)
  for (let at = 0; at < absent.length; at += atOnce) {
    await Promise.allSettled(absent.slice(at, at + atOnce).map(({ ino }) => vfs.getattr(ino)))
  }
}

async function rowsOf({ vfs, read }: Tree, path: string): Promise<readonly Row[]> {
  const found = await walk(vfs, path, { follow: true })
  const node = read.nodes.node(found.ino)
  const folder = found.kind === 'folder' ? found.ino : node?.parent
  const lines = new Map<string, IndexLine>()
  for (const line of folder === undefined ? [] : read.entities.lines(folder, 0, Number.MAX_SAFE_INTEGER))
    lines.set(line.name, line)
  const entries =
    found.kind === 'folder'
      ? await list(vfs, found.ino)
      : [{ name: posix.basename(path), kind: found.kind, attributes: found }]
  return entries
    .map(({ name, kind, attributes }): Row => {
      const { title, status } = lines.get(name) ?? {}
      return {
        name,
        kind,
        ...(attributes && { size: attributes.size, modified: new Date(attributes.mtime).toISOString() }),
        ...(status !== undefined && { status }),
        ...(title !== undefined && { title }),
      }
    })
    .sort((one, other) => compareNames(one.name, other.name))
}

function nameOf({ name, kind }: Row): string {
  return kind === 'folder' ? `${name}/` : name
}

function longLine(row: Row): string {
  const { kind, size, modified, status, title } = row
  const bytes = kind === 'folder' || size === undefined ? '-' : String(size)
  const time = modified?.slice(0, 16).replace('T', ' ') ?? '-'
  return [bytes.padStart(9), time.padEnd(16), nameOf(row).padEnd(16), status && `[${status}]`, title]
    .filter(part => part !== undefined)
    .join('  ')
    .trimEnd()
}
