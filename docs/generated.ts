import { optionMarkdown } from '../framework/cli/plugin-table.ts'
import { loadPlugin } from '../framework/plugin/load.ts'
import { locatePlugin, ownPlugins } from '../framework/plugin/locate.ts'
import { sessionOf } from '../framework/plugin/session.ts'
import {
  type AnySource,
  type Capability,
  capabilities,
  type ErrorKind,
  type Option,
  type Options,
  type Values,
} from '../framework/source.ts'
import { errnoOfKind } from '../framework/vfs/errno.ts'

/** The parts of the docs that are made from the sources. `node docs/write-generated.ts` writes them, a test checks them. */
export const generated: Readonly<Record<string, Readonly<Record<string, () => Promise<string>>>>> = {
  'errors.md': { errors: errorTable },
  'plugins.md': { capabilities: capabilityTable, options: optionTables },
  'writing.md': { writing: writingTable },
}

const meanings: Readonly<Record<ErrorKind, readonly [meaning: string, remedy: string]>> = {
  'not-found': ['There is no such issue or file; it may have been deleted or moved away.', 'The sentence says which.'],
  denied: [
    'The account may not read it, or the credentials are wrong.',
    'Check the token and its rights; `issuefs doctor`.',
  ],
  'rate-limited': ['The tracker asks for fewer requests.', 'Wait; nothing is lost and loading goes on by itself.'],
  offline: [
    'The tracker cannot be reached, and this was never fetched.',
    'Check the network; what is stored reads on.',
  ],
  deadline: ['It did not come in time; it is still on its way.', 'Try again in a moment.'],
  conflict: ['Somebody else holds or has changed it.', 'The sentence names who or what.'],
  unsupported: ['The tracker has no such thing.', ''],
  'read-only': ['The mount is read-only.', 'Change it in the tracker.'],
  invalid: ['What was asked or configured makes no sense.', 'The sentence names the option and the value.'],
  cancelled: ['The program gave up (Ctrl-C).', ''],
  full: [
    'The disk that holds the cache, or the journal of edits, is full.',
    'Free some space, or give another `--cache-dir`.',
  ],
  unexpected: [
    'The tracker, the plugin or the disk failed in a way of its own.',
    '`issuefs status PATH` has the details.',
  ],
}

async function errorTable(): Promise<string> {
  const rows = (Object.keys(meanings) as ErrorKind[]).map(kind => [`\`${errnoOfKind[kind]}\``, kind, ...meanings[kind]])
  return table(['errno', 'kind', 'means', 'what to do'], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

async function plugins(): Promise<readonly AnySource[]> {
  return Promise.all(ownPlugins().map(name => loadPlugin(locatePlugin(name, '/'))))
}

const meaningOf: Readonly<Record<string, string>> = {
  list: 'lists its issues',
  delta: 'says what has changed',
  sweep: 'lists identities cheaply, to find what was deleted or moved',
  folders: 'lists its folders',
  files: 'has attachments',
  account: 'says whose eyes it is seen with',
  views: 'can be searched for views',
  edit: 'its issues can be edited',
  comment: 'comments can be added',
  create: 'issues can be made',
  remove: 'issues can be deleted',
  attach: 'files can be attached',
} satisfies Record<Capability, string>

async function capabilityTable(): Promise<string> {
  const sources = await plugins()
  const able = sources.map(source => new Set<string>(capabilities(sessionOf(source.open(exampleOf(source))))))
  const rows = Object.entries(meaningOf).map(([name, meaning]) => [
    name,
    meaning,
    ...able.map(each => (each.has(name) ? 'yes' : '')),
  ])
  return table(['capability', 'means', ...sources.map(({ name }) => name)], rows)
}

/** What may be written of each kind of documents, from the methods that are there. */
async function writingTable(): Promise<string> {
  const columns = (await plugins()).flatMap(source => {
    const { routes } = sessionOf(source.open(exampleOf(source)))
    const documents = routes.flatMap(route => (route.kind === 'documents' && route.write ? [route] : []))
    return documents.map(({ path, write }) => ({
      name: documents.length > 1 ? `${source.name}, \`${path.split('/').at(-2)}/\`` : source.name,
      write: write!,
      attaches: routes.some(each => each.kind === 'files' && each.parent === path && each.create),
    }))
  })
  const rows: readonly (readonly [string, (column: (typeof columns)[number]) => boolean | undefined])[] = [
    ['the title', ({ write }) => write.texts?.includes('title')],
    ['the description', ({ write }) => write.texts?.includes('body')],
    ['sections', ({ write }) => write.texts?.includes('sections')],
    ['the text of one’s own comments', ({ write }) => write.texts?.includes('comments')],
    ['new comments', ({ write }) => write.comment !== undefined],
    ['new issues', ({ write }) => write.create !== undefined],
    ['attachments', ({ attaches }) => attaches],
    ['deleting, with `--allow-delete`', ({ write }) => write.remove !== undefined],
  ]
  return table(
    ['', ...columns.map(({ name }) => name)],
    rows.map(([what, has]) => [what, ...columns.map(column => (has(column) ? 'yes' : ''))]),
  )
}

async function optionTables(): Promise<string> {
  return (await plugins()).map(optionMarkdown).join('\n\n')
}

/** Values with which a source opens: examples for what is required or selects, one made-up secret, defaults for the rest. */
function exampleOf({ options }: AnySource): Values<Options> {
  const secret = Object.keys(options).find(name => options[name]!.type === 'secret')
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, name === secret ? 'made-up' : exampleOfOption(option)]),
  ) as Values<Options>
}

function exampleOfOption(option: Option): unknown {
  if (option.type === 'list') return option.example?.split(',')
  if (option.type === 'url') return option.default ?? 'https://tracker.example'
  return option.required ? option.example : option.default
}

/** `text` with every generated part of `file` as it should be. */
export async function withGenerated(file: string, text: string): Promise<string> {
  let whole = text
  for (const [name, make] of Object.entries(generated[file] ?? {})) {
    const pattern = new RegExp(`(<!-- generated: ${name} -->\n).*?(<!-- /generated -->)`, 's')
    if (!pattern.test(whole)) throw new Error(`docs/${file} has no part "${name}" to generate.`)
    const made = await make()
    whole = whole.replace(pattern, (_, open: string, close: string) => `${open}\n${made}\n\n${close}`)
  }
  return whole
}
