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
}

export interface ConfigMount {
  /** A name or a path. */
  readonly plugin: string
  /** Whether plain http may leave this machine. */
  readonly allowInsecure: boolean
  /** Everything else, by key. */
  readonly options: Readonly<Record<string, unknown>>
}

const settingTypes = { cacheDir: 'string', allowOther: 'boolean', backend: 'string', logFile: 'string' } as const

/** @throws UsageError naming the key and the nearest known one */
export function readConfigFile(path: string, content: unknown): ConfigFile {
  const top = objectOf(content, `The configuration "${path}"`)
  const known = ['mounts', ...Object.keys(settingTypes)]
  for (const [key, value] of Object.entries(top)) {
    if (!known.includes(key)) throw new UsageError(`"${path}" has the unknown key "${key}"; ${hint(key, known)}`)
    const type = settingTypes[key as keyof typeof settingTypes]
    if (type !== undefined && typeof value !== type)
      throw new UsageError(`${key} in "${path}" must be ${type === 'string' ? 'a text' : 'true or false'}.`)
  }
  const { mounts = {}, ...settings } = top
  const entries = Object.entries(objectOf(mounts, `mounts in "${path}"`))
  return {
    path,
    settings: settings as Settings,
    mounts: new Map(entries.map(([name, mount]) => [name, readMount(path, name, mount)])),
  }
}

function readMount(path: string, name: string, content: unknown): ConfigMount {
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.test(name))
    throw new UsageError(
      `The mount "${name}" in "${path}" can't be a folder's name; use letters, digits, dots and dashes.`,
    )
  const { plugin = name, allowInsecure = false, ...options } = objectOf(content ?? {}, `mounts.${name} in "${path}"`)
  if (typeof plugin !== 'string') throw new UsageError(`mounts.${name}.plugin in "${path}" must be a plugin's name.`)
  if (typeof allowInsecure !== 'boolean')
    throw new UsageError(`mounts.${name}.allowInsecure in "${path}" must be true or false.`)
  return { plugin, allowInsecure, options }
}

function objectOf(content: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof content !== 'object' || content === null || Array.isArray(content))
    throw new UsageError(`${what} must be keys with values, such as mounts: { jira: { url: … } }.`)
  return content as Record<string, unknown>
}
