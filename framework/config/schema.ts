import type { Option, Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'
import type { CredentialStore } from './credentials.ts'
import type { Environment } from './folders.ts'
import { hint } from './nearest.ts'
import { flagOf, variableOf } from './option-name.ts'
import { type OptionValue, readValue } from './option-value.ts'
import type { Redactor } from './redact.ts'
import { type ConfigPlace, configSecret, secretKeys } from './secret.ts'
import { UsageError } from './usage-error.ts'

/** The places that options of one mount come from, the first wins: flags, environment, configuration, default. */
export interface OptionSources {
  /** By option name. */
  readonly flags: Readonly<Record<string, unknown>>
  /** `undefined` where the variables would not say which of several mounts they mean. */
  readonly environment: Environment | undefined
  readonly config: { readonly options: Readonly<Record<string, unknown>>; readonly place: ConfigPlace } | undefined
  /** Asked when neither environment nor configuration give any secret. */
  readonly credentials: CredentialStore
  /** Learns every secret before anything can be said about it. */
  readonly redactor: Redactor
}

/**
 * The checked values of a plugin's option table.
 *
 * @throws UsageError naming the option and the place it came from
 */
export async function resolveOptions(plugin: AnySource, sources: OptionSources): Promise<Values<Options>> {
  const table = Object.entries(plugin.options)
  if (sources.config) checkKeys(plugin, sources.config)
  const secrets = await secretsOf(plugin, sources)
  const plain = new Map<string, OptionValue>()
  for (const [name, option] of table) {
    if (option.type === 'secret') continue
    const value = plainValue(plugin.name, name, option, sources)
    if (value !== undefined) plain.set(name, value)
  }
  if (secrets.size === 0) addKept(plugin, plain, secrets, sources.credentials)
  const names = [...plain.values()].filter(value => typeof value === 'string')
  for (const secret of secrets.values()) sources.redactor.know(secret, names)
  const values = { ...Object.fromEntries(plain), ...Object.fromEntries(secrets) }
  for (const [name, option] of table) {
    if (option.required && values[name] === undefined) throw new UsageError(missing(plugin.name, name, option))
  }
  return values
}

function plainValue(plugin: string, name: string, option: Option, sources: OptionSources): OptionValue | undefined {
  const { flags, environment, config } = sources
  if (flags[name] !== undefined) return readValue(name, option, flags[name], `--${flagOf(name)}`)
  const variable = variableOf(plugin, name, option)
  const text = environment?.[variable]
  if (text !== undefined && text !== '') return readValue(name, option, text, variable)
  const written = config?.options[name]
  if (config && written !== undefined && written !== null) {
    return readValue(name, option, written, `mounts.${config.place.mount}.${name} in "${config.place.path}"`)
  }
  return option.default
}

async function secretsOf(plugin: AnySource, sources: OptionSources): Promise<Map<string, string>> {
  const secrets = new Map<string, string>()
  for (const [name, option] of Object.entries(plugin.options)) {
    if (option.type !== 'secret') continue
    const text = sources.environment?.[variableOf(plugin.name, name, option)]
    const { config } = sources
    const secret = text || (config && (await configSecret(name, config.options, config.place)))
    if (!secret) continue
    sources.redactor.know(secret)
    secrets.set(name, secret)
  }
  return secrets
}

/** What `issuefs login` has kept for this address: secrets, and the accounts' names where nothing else gives them. */
function addKept(
  plugin: AnySource,
  plain: Map<string, OptionValue>,
  secrets: Map<string, string>,
  credentials: CredentialStore,
): void {
  const url = plain.get('url')
  const kept = credentials.get(plugin.name, typeof url === 'string' ? url : undefined)
  for (const [name, value] of Object.entries(kept ?? {})) {
    const option = plugin.options[name]
    if (option?.type === 'secret') secrets.set(name, value)
    else if (option && !plain.has(name)) plain.set(name, value)
  }
}

function checkKeys(plugin: AnySource, { options, place }: NonNullable<OptionSources['config']>): void {
  const known = Object.entries(plugin.options).flatMap(([name, { type }]) =>
    type === 'secret' ? secretKeys(name) : [name],
  )
  for (const key of Object.keys(options)) {
    if (known.includes(key)) continue
    throw new UsageError(
      `mounts.${place.mount} in "${place.path}" has the unknown key "${key}"; ${hint(key, [...known, 'plugin', 'allowInsecure', 'views'])}`,
    )
  }
}

function missing(plugin: string, name: string, option: Option): string {
  const variable = variableOf(plugin, name, option)
  const ways =
    option.type === 'secret'
      ? `set ${variable}, or run "issuefs login ${plugin}"`
      : `give --${flagOf(name)}, set ${variable}, or write it into a configuration`
  return `The plugin ${plugin} needs the option ${name}: ${ways}.`
}
