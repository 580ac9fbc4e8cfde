import { existsSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { cosmiconfig, type Loader } from 'cosmiconfig'
import { parse as parseYaml, YAMLParseError } from 'yaml'
import { type ConfigFile, readConfigFile } from './config-file.ts'
import { UsageError } from './usage-error.ts'

/** The names that are looked for where the user stands, the first one wins. */
const configNames = [
  'package.json',
  '.issuefsrc.yaml',
  '.issuefsrc.yml',
  '.issuefsrc.json',
  'issuefs.config.ts',
  'issuefs.config.js',
  'issuefs.config.mjs',
] as const

/** A file that has changed is read again, for `issuefs reload`. */
const loadModule: Loader = async path => {
  const url = `${pathToFileURL(path).href}?modified=${statSync(path).mtimeMs}`
  return ((await import(url)) as { default?: unknown }).default
}
/** YAML 1.2, and JSON with it: days stay texts. The parser's own messages quote the file, which may hold a secret. */
const loadYaml: Loader = (path, text) => {
  try {
    return parseYaml(text)
  } catch (thrown) {
    const line = thrown instanceof YAMLParseError ? thrown.linePos?.[0].line : undefined
    throw new UsageError(
      `"${path}" is not right YAML or JSON${line === undefined ? '' : ` near line ${line}`}; correct it.`,
    )
  }
}

export interface FindConfig {
  /** What `--config` names. */
  readonly file: string | undefined
  /** Where the user stands. */
  readonly from: string
  /** Holds `config.yaml`, taken when there is none where the user stands. */
  readonly configFolder: string
}

/**
 * Finds and reads the configuration: `--config`, else one of `configNames` where the user stands, else the user's own.
 *
 * @throws UsageError when it can't be read, or somebody else may have written it
 */
export async function loadConfig({ file, from, configFolder }: FindConfig): Promise<ConfigFile | undefined> {
  const explorer = cosmiconfig('issuefs', {
    searchPlaces: [...configNames],
    searchStrategy: 'none',
    loaders: {
      '.ts': loadModule,
      '.js': loadModule,
      '.mjs': loadModule,
      '.yaml': loadYaml,
      '.yml': loadYaml,
      '.json': loadYaml,
      noExt: loadYaml,
    },
  })
  const path = file === undefined ? undefined : resolve(from, file)
  if (path !== undefined && !existsSync(path)) throw new UsageError(`There is no configuration "${path}".`)
  const own = join(configFolder, 'config.yaml')
  for (const each of path === undefined ? configNames.slice(1).map(name => join(from, name)) : [path]) {
    if (existsSync(each)) checkOwner(each)
  }
  try {
    const found = path === undefined ? await explorer.search(from) : await explorer.load(path)
    if (found && !found.isEmpty) checkOwner(found.filepath)
    if (found && !found.isEmpty) return readConfigFile(realpathSync(found.filepath), found.config)
    if (path !== undefined || !existsSync(own)) return undefined
    checkOwner(own)
    const mine = await explorer.load(own)
    return mine && !mine.isEmpty ? readConfigFile(realpathSync(own), mine.config) : undefined
  } catch (thrown) {
    if (thrown instanceof UsageError) throw thrown
    const reason = thrown instanceof Error ? thrown.message.split('\n', 1)[0] : String(thrown)
    throw new UsageError(`The configuration${path === undefined ? '' : ` "${path}"`} can't be read: ${reason}`, {
      cause: thrown,
    })
  }
}

/**
 * A configuration runs commands with the user's rights, so only the user may have written it. The user's own group may write
 * it: on many systems it has one member, and every new file lets it write.
 */
function checkOwner(path: string): void {
  if (!process.getuid) return
  const { uid, gid, mode } = statSync(path)
  if (uid !== process.getuid() && uid !== 0)
    throw new UsageError(
      `The configuration "${path}" belongs to another user and is not used; copy it, or change its owner.`,
    )
  if ((mode & 0o002) !== 0)
    throw new UsageError(`Anybody can write the configuration "${path}", so it is not used; run: chmod o-w ${path}`)
  if ((mode & 0o020) !== 0 && gid !== process.getgid?.())
    throw new UsageError(
      `A whole group can write the configuration "${path}", so it is not used; run: chmod g-w ${path}`,
    )
}
