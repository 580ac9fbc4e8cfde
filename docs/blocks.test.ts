import { execFileSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { pluginFiles } from '../framework/cli/new-plugin/files.ts'
import { readDocument } from '../framework/markdown/index.ts'
import { checkConfiguration, wrongCommand } from './blocks/check-command.ts'
import { isExcerpt } from './blocks/excerpt.ts'
import { type Fence, fencesOf } from './blocks/fences.ts'
import { shellCommands } from './blocks/shell-commands.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = globSync(['README.md', 'CONTRIBUTING.md', 'docs/*.md', '{plugins,examples}/*/README.md'], {
  cwd: root,
}).sort()

/** Commands of others that the docs may use. */
const others = new Set(
  'apt cat cd chmod cp cut docker echo export find fuser git grep head less ls modprobe mv node npm pass printf rm runuser sed sort systemctl tail touch'.split(
    ' ',
  ),
)

/** What has to hold of a block, by its language; gives what is wrong. `from` is the folder of its page. */
type Rule = (fence: Fence, from: string) => Promise<readonly string[]> | readonly string[]

const rules: Readonly<Record<string, Rule>> = {
  ts: excerpt,
  js: excerpt,
  sh: ({ lines }, from) => (lines[0]?.startsWith('#!') ? script(lines) : commandLines(lines, from)),
  console: ({ lines }, from) =>
    commandLines(
      lines.flatMap(line => /^\$ (.*)/.exec(line)?.[1] ?? []),
      from,
    ),
  yaml: (fence, from) => (fence.comment?.startsWith('from ') ? excerpt(fence) : configuration(fence.lines, from)),
  ini: ({ lines }, from) =>
    commandLines(
      lines.flatMap(line => /^Exec\w+=(issuefs .*)/.exec(line)?.[1] ?? []),
      from,
    ),
  markdown: fence => (fence.comment?.startsWith('from ') ? excerpt(fence) : document(fence)),
  json: ({ lines }) => (JSON.parse(lines.join('\n')) ? [] : []),
  text: () => [],
  '': () => [],
}

/** `<!-- from PATH -->` or `<!-- from new-plugin NAME FILE -->` above the block names the file it stands in. */
function excerpt({ comment, lines }: Fence): readonly string[] {
  const [, name, file, path] = /^from (?:new-plugin (\S+) (\S+)|(\S+))$/.exec(comment ?? '') ?? []
  if (file === undefined && path === undefined) return ['has no comment above that says which file it is from']
  const text = path === undefined ? pluginFiles(name!).get(file!)! : read(path)
  return isExcerpt(lines, text) ? [] : [`does not stand like this in ${path ?? file}`]
}

function document({ lines }: Fence): readonly string[] {
  const isOne = lines[0] !== '---' || readDocument(`${lines.join('\n')}\n`).kind === 'document'
  return isOne ? [] : ['is not a document']
}

async function configuration(lines: readonly string[], from: string): Promise<readonly string[]> {
  return checkConfiguration(parseYaml(lines.join('\n')), from).then(
    () => [],
    thrown => [String(thrown)],
  )
}

function script(lines: readonly string[]): readonly string[] {
  execFileSync('sh', ['-n'], { input: lines.join('\n') })
  return []
}

async function commandLines(lines: readonly string[], from: string): Promise<readonly string[]> {
  const joined = lines
    .join('\n')
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
  const wrong = joined.flatMap(shellCommands).map(async ([first = '', ...words]) => {
    if (first === 'issuefs') return wrongIn(`issuefs ${words.join(' ')}`, await wrongCommand(words, from))
    if (first === 'npm' && words[0] === 'run') return wrongIn(`npm run ${words[1]}`, wrongScript(words[1]!))
    if (others.has(first) || (first.startsWith('./') && existsSync(join(from, first)))) return []
    return [`uses the command "${first}"`]
  })
  return (await Promise.all(wrong)).flat()
}

function wrongIn(command: string, why: string | undefined): readonly string[] {
  return why === undefined ? [] : [`${command}: ${why}`]
}

function wrongScript(name: string): string | undefined {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> }
  return scripts[name] === undefined ? 'no such script' : undefined
}

describe('blocks of code', () => {
  it.each(pages)('%s', async page => {
    const wrong = await Promise.all(
      fencesOf(read(page)).map(async fence => {
        const rule: Rule = rules[fence.language] ?? (() => [`has the unknown language "${fence.language}"`])
        const found = await rule(fence, join(root, dirname(page)))
        return found.map(each => `${page}:${fence.line} ${each}`)
      }),
    )
    expect(wrong.flat()).toEqual([])
  })
})

test('messages that the troubleshooting page quotes are those of the sources', () => {
  const sources = globSync('{framework,plugins}/**/*.ts', { cwd: root })
    .filter(path => !/test|emulator|fixtures|bench/.test(path))
    .map(path => read(path).replaceAll('\\', ''))
    .join('\n')
  const quoted = [...read('docs/troubleshooting.md').matchAll(/“([^”]+)”/g)].map(([, message]) => message!)
  const missing = quoted.filter(message => {
    const pieces = message.split('…').map(piece => piece.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    return !new RegExp(pieces.join('.*')).test(sources)
  })
  expect(quoted.length).toBeGreaterThan(30)
  expect(missing).toEqual([])
})
