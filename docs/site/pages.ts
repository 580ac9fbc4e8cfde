import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'

/** The root of the repository. */
export const root = join(import.meta.dirname, '../..')

/** Where each Markdown file of the repository stands in the site: by its path in the repository, without `.md`. */
export function sitePages(): ReadonlyMap<string, string> {
  const own = globSync('docs/*.md', { cwd: root }).map(file => [file, basename(file, '.md')] as const)
  const decisions = globSync('docs/decisions/*.md', { cwd: root }).map(
    file => [file, `decisions/${basename(file, '.md')}`] as const,
  )
  const readmes = globSync('{plugins,examples}/*/README.md', { cwd: root }).map(file => [file, dirname(file)] as const)
  const rest = [['CONTRIBUTING.md', 'contributing'] as const, ['CHANGELOG.md', 'changelog'] as const]
  return new Map([...own, ...decisions, ...readmes, ...rest].filter(([file]) => existsSync(join(root, file))).sort())
}

/** The text of a page for the site: links lead to pages, or are plain words where they lead to source files. */
export function sitePage(file: string, pages: ReadonlyMap<string, string>): string {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/\]\(([^)\s]+)\)/g, (link, target: string) => {
    if (/^[a-z]+:|^#/.test(target)) return link
    const [path = '', hash] = target.split('#')
    const place = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
    const page = pages.get(place) ?? (place === 'docs/decisions' ? 'decisions/' : pages.get(`${place}/README.md`))
    return page === undefined ? ']' : `](/${page}${hash ? `#${hash}` : ''})`
  })
  const withoutDeadLinks = text.replaceAll(/\[([^\][\n]+)\](?![([:])/g, (found, words: string, at: number) =>
    isProse(text, at) && /\.\w+$|\/$|`$/.test(words) ? words : found,
  )
  return file.startsWith('examples/') ? withoutDeadLinks + sources(dirname(file)) : withoutDeadLinks
}

/** Whether a place is not inside of a block or a span of code. */
function isProse(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const line = before.slice(before.lastIndexOf('\n') + 1)
  return (before.match(/^```/gm)?.length ?? 0) % 2 === 0 && (line.match(/`/g)?.length ?? 0) % 2 === 0
}

/** The files of an example, as blocks of code. */
function sources(folder: string): string {
  const files = readdirSync(join(root, folder)).filter(name => /\.(ts|sh|yaml)$/.test(name))
  const ordered = files.sort((one, other) => Number(one.includes('.test.')) - Number(other.includes('.test.')))
  return ordered
    .map(name => {
      const language = name.slice(name.lastIndexOf('.') + 1)
      return `\n\n## ${name}\n\n\`\`\`${language}\n${readFileSync(join(root, folder, name), 'utf8').trimEnd()}\n\`\`\`\n`
    })
    .join('')
}

/** The heading of a page. */
export function titleOf(file: string): string {
  return /^# (.+)$/m.exec(readFileSync(join(root, file), 'utf8'))?.[1] ?? basename(file, '.md')
}
