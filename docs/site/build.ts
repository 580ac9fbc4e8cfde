import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { root, sitePage, sitePages, titleOf } from './pages.ts'

/**
 * Builds the site into `docs/.site/dist`: `npm ci --prefix docs && npm run build --prefix docs`. Pages stand in the repository
 * where its readers look for them, so they are gathered first, and the reference of the programming interface is made of
 * the doc comments. It is built in a folder elsewhere, because the bundler of VitePress warns of what it does not know in
 * the tsconfig.json of every folder above.
 */
const docs = join(root, 'docs')
const out = join(docs, '.site/dist')
const place = mkdtempSync(join(tmpdir(), 'issuefs-site-'))
const source = join(place, 'src')
const program = (name: string): string => join(docs, 'node_modules/.bin', name)

try {
  const pages = sitePages()
  for (const [file, page] of pages) write(`${page}.md`, sitePage(file, pages))
  write('index.md', readFileSync(join(docs, 'site/home.md'), 'utf8'))
  const decisions = [...pages].filter(([, page]) => page.startsWith('decisions/'))
  const listed = decisions.map(([file, page]) => `- [${titleOf(file)}](/${page})`)
  write('decisions/index.md', `# Decisions\n\nWhy it is as it is, one short page each.\n\n${listed.join('\n')}\n`)
  const decided = decisions.map(([file, page]) => ({ text: titleOf(file), link: `/${page}` }))
  write('.vitepress/decisions.json', JSON.stringify(decided))
  for (const [from, to] of [
    ['public', 'public'],
    ['config.ts', '.vitepress/config.ts'],
    ['theme', '.vitepress/theme'],
  ] as const)
    cpSync(join(docs, 'site', from), join(source, to), { recursive: true })
  symlinkSync(join(docs, 'node_modules'), join(place, 'node_modules'))

  run('typedoc', ['--options', join(docs, 'site/typedoc.json'), '--out', join(source, 'api')])
  rmSync(out, { recursive: true, force: true })
  run('vitepress', ['build', source, '--outDir', out], source)
} finally {
  rmSync(place, { recursive: true, force: true })
}

function run(name: string, words: readonly string[], cwd = docs): void {
  execFileSync(program(name), words, { stdio: 'inherit', cwd })
}

function write(file: string, text: string): void {
  const path = join(source, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
