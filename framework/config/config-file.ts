import { dirname, resolve } from 'node:path'
import { expandHome } from './expand-home.ts'
import { hint } from './nearest.ts'
import { UsageError } from './usage-error.ts'

/** A configuration file, its shape checked; the options of the mounts are checked with their plugins' tables. */
export interface ConfigFile {
  /** Its real path. */
  readonly path: string
  readonly settings: Settings
  readonly mounts: ReadonlyMap<string, ConfigMount>
}

/** What concerns the whole tree. */
export interface Settings {
  readonly cacheDir?: string
  readonly allowOther?: boolean
  readonly backend?: string
  readonly logFile?: string
  /** Whether programs may write, and whether a save waits for the tracker. */
  readonly write?: 'wait' | 'queue' | 'no'
  readonly allowDelete?: boolean
}

export interface ConfigMount {
  /** A name or a path. */
  readonly plugin: string
  /** Whether plain http may leave this machine. */
  readonly allowInsecure: boolean
  /** Saved queries in the tracker's language, by the name of their view. */
  readonly views: Readonly<Record<string, string>>
  /** Everything else, by key. */
  readonly options: Readonly<Record<string, unknown>>
}

const settingTypes = {
  cacheDir: 'string',
  allowOther: 'boolean',
  backend: 'string',
  logFile: 'string',
  write: 'string',
  allowDelete: 'boolean',
} as const

const writeModes: readonly unknown[] = ['wait', 'queue', 'no']

/** @throws UsageError naming the key and the nearest known one */
export function readConfigFile(path: string, content: unknown): ConfigFile {
  const top = objectOf(content, `The configuration "${path}"`)
  const known = ['mounts', ...Object.keys(settingTypes)]
  for (const [key, value] of Object.entries(top)) {
    if (!known.includes(key)) throw new UsageError(`"${path}" has the unknown key "${key}"; ${hint(key, known)}`)
    if (key === 'write' && !writeModes.includes(value))
      throw new UsageError(`write in "${path}" must be wait, queue or no.`)
    const type = settingTypes[key as keyof typeof settingTypes]
    if (type !== undefined && typeof value !== type)
      throw new UsageError(`${key} in "${path}" must be ${type === 'string' ? 'a text' : 'true or false'}.`)
  }
  const { mounts = {}, ...settings } = top
  const entries = Object.entries(objectOf(mounts, `mounts in "${path}"`))
  return {
    path,
    settings: withPlaces(settings as Settings, dirname(path)),
    mounts: new Map(entries.map(([name, mount]) => [name, readMount(path, name, mount)])),
  }
}

/** Paths of a configuration begin at its own folder, wherever the user stands. */
function withPlaces(settings: Settings, folder: string): Settings {
  const { cacheDir, logFile } = settings
  const place = (path: string): string => resolve(folder, expandHome(path))
  return {
    ...settings,
    ...(cacheDir === undefined ? {} : { cacheDir: place(cacheDir) }),
    ...(logFile === undefined ? {} : { logFile: place(logFile) }),
  }
}

function readMount(path: string, name: string, content: unknown): ConfigMount {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(name))
    throw new UsageError(
      `The mount "${name}" in "${path}" can't be a folder's name; use letters, digits, dots and dashes.`,
    )
  const {
    plugin = name,
    allowInsecure = false,
    views,
    ...options
  } = objectOf(content ?? {}, `mounts.${name} in "${path}"`)
  if (typeof plugin !== 'string') throw new UsageError(`mounts.${name}.plugin in "${path}" must be a plugin's name.`)
  if (typeof allowInsecure !== 'boolean')
    throw new UsageError(`mounts.${name}.allowInsecure in "${path}" must be true or false.`)
  return { plugin, allowInsecure, views: readViews(views, `mounts.${name}.views in "${path}"`), options }
}

function readViews(content: unknown, what: string): Readonly<Record<string, string>> {
  const views = objectOf(content ?? {}, what, 'my-sprint: sprint in openSprints()')
  for (const [name, query] of Object.entries(views)) {
    if (name === '') throw new UsageError(`${what} has a view without a name; give it one.`)
    if (typeof query !== 'string') throw new UsageError(`${name} of ${what} must be a query, as a text.`)
  }
  return views as Readonly<Record<string, string>>
}

function objectOf(
  content: unknown,
  what: string,
  example = 'mounts: { jira: { url: … } }',
): Readonly<Record<string, unknown>> {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${what} must be keys with values, such as ${example}.`)
  return content as Record<string, unknown>
}
