import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { manualPage } from '../cli/manual.ts'

/**
 * Fills `dist/`, the folder that is published: JavaScript, declarations and a package.json of its own, because Node
 * refuses to strip types under `node_modules`.
 */
const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc')

rmSync(dist, { recursive: true, force: true })
execFileSync(process.execPath, [tsc, '-p', join(import.meta.dirname, 'tsconfig.json')], { stdio: 'inherit' })

const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>
const { scripts: _scripts, devDependencies: _tools, allowScripts: _allowed, exports: doors, bin, ...published } = own
writeFileSync(
  join(dist, 'package.json'),
  `${JSON.stringify({ ...published, exports: compiled(doors), bin: compiled(bin), man: 'man/issuefs.1' }, undefined, 2)}\n`,
)
// Read as text by "issuefs new-plugin", never run from there.
const template = 'framework/cli/new-plugin/template'
mkdirSync(join(dist, template), { recursive: true })
for (const file of readdirSync(join(root, template)))
  copyFileSync(join(root, template, file), join(dist, template, `${file}.txt`))
for (const file of ['README.md', 'LICENSE']) copyFileSync(join(root, file), join(dist, file))
mkdirSync(join(dist, 'man'), { recursive: true })
writeFileSync(join(dist, 'man/issuefs.1'), manualPage())
chmodSync(join(dist, 'framework/cli/main.js'), 0o755)

/** The same table with `.js` for `.ts`, and the declarations beside it. */
function compiled(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\.ts$/, '.js')
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, compiled(inner)]))
}
