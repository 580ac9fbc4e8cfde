import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root, sitePage, sitePages, titleOf } from './pages.ts'

/**
 * Builds the site into `docs/.site/dist`: `npm ci --prefix docs && npm run build --prefix docs`. Pages stand in the repository
 * where its readers look for them, so they are gathered first, and the reference of the programming interface is made of
 * the doc comments.
 */
const docs = join(root, 'docs')
const site = join(docs, '.site')
const source = join(site, 'src')
const program = (name: string): string => join(docs, 'node_modules/.bin', name)

rmSync(site, { recursive: true, force: true })
const pages = sitePages()
for (const [file, page] of pages) write(`${page}.md`, sitePage(file, pages))
write('index.md', readFileSync(join(docs, 'site/home.md'), 'utf8'))
const decisions = [...pages].filter(([, page]) => page.startsWith('decisions/'))
const listed = decisions.map(([file, page]) => `- [${titleOf(file)}](/${page})`)
write('decisions/index.md', `# Decisions\n\nWhy it is as it is, one short page each.\n\n${listed.join('\n')}\n`)
cpSync(join(docs, 'site/public'), join(source, 'public'), { recursive: true })
mkdirSync(join(source, '.vitepress'), { recursive: true })
write('tsconfig.json', '{}')
cpSync(join(docs, 'site/config.ts'), join(source, '.vitepress/config.ts'))
cpSync(join(docs, 'site/theme'), join(source, '.vitepress/theme'), { recursive: true })

execFileSync(program('typedoc'), ['--options', join(docs, 'site/typedoc.json'), '--out', join(source, 'api')], {
  stdio: 'inherit',
  cwd: docs,
})
const decided = decisions.map(([file, page]) => ({ text: titleOf(file), link: `/${page}` }))
writeFileSync(join(source, '.vitepress/decisions.json'), JSON.stringify(decided))
execFileSync(program('vitepress'), ['build', source, '--outDir', join(site, 'dist')], { stdio: 'inherit', cwd: docs })

function write(file: string, text: string): void {
  const path = join(source, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
