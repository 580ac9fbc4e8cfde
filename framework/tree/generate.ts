import { printIndex } from '../markdown/index.ts'
import type { MountRow, Node } from '../store/contract.ts'
import type { UnlinedEntity } from '../store/lines.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { pathBelow } from './folder.ts'

/** Issues changed within this time stand in `index.md` though they are closed, in milliseconds. */
const recent = 90 * 86_400_000
const mostLines = 10_000
/** How many issues that could not be read are named. */
const mostNames = 20

/** What the generated files of a mount are made of. */
export interface GenerateContext {
  readonly read: StoreReader
  readonly mount: MountRow
  /** The text of the mount's README.md. */
  readme(): string
  readonly now: number
}

/** The text of a generated file, or `undefined` when what it was made of has gone. */
export function generate(context: GenerateContext, node: Node): string | undefined {
  switch (node.detail) {
    case 'readme':
      return context.readme()
    case 'index':
      return index(context, node, context.now - recent, mostLines)
    case 'index-all':
      return index(context, node, 0, Number.MAX_SAFE_INTEGER)
    case 'raw': {
      const body = node.entity === undefined ? undefined : context.read.entities.entity(node.entity)?.body
      return body && `${JSON.stringify(JSON.parse(body), undefined, 2)}\n`
    }
    default:
      return undefined
  }
}

function index({ read, mount }: GenerateContext, node: Node, since: number, most: number): string {
  const rows = read.entities.lines(node.parent, since, most)
  const folder = pathBelow(read, mount, node.parent)
  const title = folder === '' ? mount.source : folder
  const sentence =
    since === 0
      ? `All ${rows.length} issues, the last changed first.`
      : 'Open issues and those changed in the last 90 days, the last changed first; index-all.md, which is in no listing, has the rest.'
  return printIndex(rows, { title, sentence }) + unreadable(read.entities.unlined(node.parent))
}

/** One line on the issues that have none. */
function unreadable(entities: readonly UnlinedEntity[]): string {
  if (entities.length === 0) return ''
  const names = entities.slice(0, mostNames).map(({ name }) => name.replace(/\.md$/, ''))
  const more = entities.length > mostNames ? ' and more' : ''
  const count = entities.length === 1 ? '1 issue' : `${entities.length} issues`
  return `\n${count} could not be read: ${names.map(name => `\`${name.replaceAll('`', '')}\``).join(', ')}${more}; see \`issuefs status\`.\n`
}

/** Stores the text of a generated file. Gives whether it changed. */
export function storeGenerated(write: StoreWriter, node: Node, text: string): boolean {
  const bytes = Buffer.from(text)
  const document = write.documents.put(bytes)
  const changed = document !== node.document
  if (!changed && node.state === 'ready') return false
  write.nodes.change(
    node.ino,
    { state: 'ready', document, size: bytes.byteLength, mtime: changed ? write.now : node.mtime },
    write.now,
  )
  if (changed && node.document !== undefined) write.invalidate({ what: 'content', ino: node.ino })
  return changed
}
