import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * `npm run bench [NAME…]`: the figures of docs/performance.md, each beside its baseline in the same run.
 * A bench is a module here, or `bench.ts` of a plugin, whose default export prints its table.
 */
const own = readdirSync(import.meta.dirname)
  .filter(file => file.endsWith('.ts') && file !== 'main.ts' && file !== 'table.ts')
  .map(file => ({ name: file.replace('.ts', ''), path: join(import.meta.dirname, file) }))
const plugins = join(import.meta.dirname, '../../plugins')
const theirs = readdirSync(plugins)
  .map(name => ({ name, path: join(plugins, name, 'bench.ts') }))
  .filter(({ path }) => existsSync(path))

const asked = process.argv.slice(2)
for (const { name, path } of [...theirs, ...own]) {
  if (asked.length > 0 && !asked.includes(name)) continue
  const { default: bench } = (await import(pathToFileURL(path).href)) as { default: () => Promise<void> }
  await bench()
}
