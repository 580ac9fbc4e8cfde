import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { SourceError } from '../source/error.ts'
import { ownEnding } from './ending.ts'

const ours = new URL('../../plugins/', import.meta.url)

/**
 * The module of a plugin: a path, one of ours, then `issuefs-plugin-NAME` or `@scope/issuefs-plugin-NAME` from where the
 * user stands.
 *
 * @param from the folder that relative paths and packages are sought from
 * @throws SourceError `not-found` that names what there is
 * @example
 * const module = locatePlugin('jira', process.cwd())
 * const own = locatePlugin('./acme', process.cwd())
 */
export function locatePlugin(name: string, from: string): URL {
  if (isPath(name)) return locatePath(resolve(from, name), name)
  const own = new URL(`${name}/index${ownEnding}`, ours)
  if (/^[a-z][a-z0-9-]*$/.test(name) && existsSync(own)) return own
  const package_ = locatePackage(name, from)
  if (package_) return package_
  throw new SourceError(
    'not-found',
    `There is no plugin "${name}"; issuefs brings ${ownPlugins().join(', ')}. Give a path such as ./${name.replaceAll(/[^\w-]/g, '')}.ts, or install issuefs-plugin-${name}.`,
  )
}

/** The names of the plugins that issuefs brings along. */
export function ownPlugins(): readonly string[] {
  return readdirSync(ours)
    .filter(name => existsSync(new URL(`${name}/index${ownEnding}`, ours)))
    .sort()
}

/** The emulator of a plugin, beside it, if it has one. */
export function locateEmulator(plugin: URL): URL | undefined {
  const emulator = new URL(`emulator/index${ownEnding}`, plugin)
  return existsSync(emulator) ? emulator : undefined
}

function isPath(name: string): boolean {
  return name.startsWith('.') || isAbsolute(name) || /\.[cm]?[jt]s$/.test(name)
}

function locatePath(path: string, name: string): URL {
  const candidates =
    existsSync(path) && statSync(path).isDirectory() ? ['index.ts', 'index.js'].map(file => join(path, file)) : [path]
  const found = candidates.find(candidate => existsSync(candidate))
  if (!found)
    throw new SourceError(
      'not-found',
      `There is no plugin at "${name}"; give the path of its .ts or .js file, or of a folder with an index.ts.`,
    )
  return pathToFileURL(found)
}

function locatePackage(name: string, from: string): URL | undefined {
  const [, scope, rest] = /^(@[^/]+\/)?(.+)$/.exec(name)!
  const require = createRequire(join(from, 'noop.js'))
  for (const candidate of [`${scope ?? ''}issuefs-plugin-${rest}`, name]) {
    try {
      return pathToFileURL(require.resolve(candidate))
    } catch {}
  }
  return undefined
}

/** A module's address as a person would write it. */
export function showModule(module: URL): string {
  return module.protocol === 'file:' ? fileURLToPath(module) : module.href
}
