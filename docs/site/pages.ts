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

/** The text of a page for the site: links lead to pages and pictures, or are plain words where they lead to source files. */
export function sitePage(file: string, pages: ReadonlyMap<string, string>): string {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(
    codeOrLink,
    (found, _fence, _tick, words?: string, target = '') => {
      if (words === undefined || /^[a-z]+:|^#/.test(target)) return found
      const place = placeOf(file, target, pages)
      if (place === undefined) return words.replace(/^!?\[(.*)\]$/s, '$1')
      return `${words}(${place})`
    },
  )
  return file.startsWith('examples/') ? text + sources(dirname(file)) : text
}

/** Fenced blocks and spans of code, which stay as they are; or a link, with its words in brackets and its target. */
const codeOrLink =
  /^(`{3,}|~{3,})[\s\S]*?^\1|(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)|(!?\[(?:[^\][]|\[[^\][]*\])*\])\(([^)\s]+)\)/gm

/** Where a relative link leads in the site, `undefined` when nowhere. */
function placeOf(file: string, target: string, pages: ReadonlyMap<string, string>): string | undefined {
  const [path = '', hash] = target.split('#')
  const place = posix.normalize(posix.join(posix.dirname(file), path)).replace(/\/$/, '')
  if (place.startsWith('docs/site/public/')) return place.slice('docs/site/public'.length)
  const page = pages.get(place) ?? (place === 'docs/decisions' ? 'decisions/' : pages.get(`${place}/README.md`))
  return page === undefined ? undefined : `/${page}${hash ? `#${hash}` : ''}`
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
