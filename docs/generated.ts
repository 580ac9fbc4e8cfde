import type { ErrorKind } from '../framework/source.ts'
import { errnoOfKind } from '../framework/vfs/errno.ts'

/** The parts of the docs that are made from the sources. `node docs/write-generated.ts` writes them, a test checks them. */
export const generated: Readonly<Record<string, Readonly<Record<string, () => string>>>> = {
  'errors.md': { errors: errorTable },
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
  full: ['The disk that holds the cache is full.', 'Free some space, or give another `--cache-dir`.'],
  unexpected: [
    'The tracker, the plugin or the disk failed in a way of its own.',
    '`issuefs status PATH` has the details.',
  ],
}

function errorTable(): string {
  const rows = (Object.keys(meanings) as ErrorKind[]).map(kind => [`\`${errnoOfKind[kind]}\``, kind, ...meanings[kind]])
  return table(['errno', 'kind', 'means', 'what to do'], rows)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`).join('\n')
}

/** `text` with every generated part of `file` as it should be. */
export function withGenerated(file: string, text: string): string {
  return Object.entries(generated[file] ?? {}).reduce((whole, [name, make]) => {
    const pattern = new RegExp(`(<!-- generated: ${name} -->\n).*?(<!-- /generated -->)`, 's')
    if (!pattern.test(whole)) throw new Error(`docs/${file} has no part "${name}" to generate.`)
    return whole.replace(pattern, (_, open: string, close: string) => `${open}\n${make()}\n\n${close}`)
  }, text)
}
