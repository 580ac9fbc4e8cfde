import { createHash } from 'node:crypto'
import { join, resolve } from 'node:path'
import type { Settings } from '../config/config-file.ts'
import { resolveOptions } from '../config/schema.ts'
import { UsageError } from '../config/usage-error.ts'
import type { MountRequest } from '../host.ts'
import type { Options, Values } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'
import type { Invocation } from './command.ts'
import type { Context } from './context.ts'
import type { Selected } from './selection.ts'

/** A tree to be opened: what `openHost` wants. */
export interface Plan {
  readonly mounts: readonly MountRequest[]
  /** For sentences and file names: the plugin's name, or `issuefs` for several. */
  readonly label: string
  readonly cacheFolder: string
  /** Where the journal of edits is. */
  readonly stateFolder: string
  readonly settings: Settings
  /** The configuration that can be read again. */
  readonly configPath: string | undefined
}

/**
 * Reads flags, environment and configuration of the chosen plugins.
 *
 * @throws UsageError naming the option and the place it came from
 */
export async function planTree(invocation: Invocation, context: Context): Promise<Plan> {
  const { selection, flags, pluginFlags } = invocation
  const { selected, config, by } = selection
  if (selected.length === 0)
    throw new UsageError(
      'It is not said which tracker: give --plugin NAME with its options ("issuefs plugins" lists them), or write a configuration.',
    )
  if (selected.length > 1 && Object.keys(pluginFlags).length > 0)
    throw new UsageError('The configuration has several mounts: say with --plugin NAME which one the options are for.')
  const mounts: MountRequest[] = []
  for (const each of selected) {
    const allowInsecure = flags.allowInsecure === true || each.config?.allowInsecure === true
    mounts.push({
      name: selected.length === 1 ? '' : each.name,
      source: each.source,
      module: each.module,
      options: await optionsOf(each, invocation, context),
      allowInsecure,
      ...(each.config && { views: each.config.views }),
    })
  }
  const [first] = mounts
  const label = mounts.length === 1 ? first!.source.name : 'issuefs'
  const configPath = by === 'config' ? config?.path : undefined
  const identity = configPath ?? JSON.stringify([first!.source.name, plainOptions(first!.source, first!.options)])
  const settings = config?.settings ?? {}
  return {
    mounts,
    label,
    cacheFolder: cacheFolderOf(label, identity, invocation, context),
    stateFolder: join(context.folders.state, 'edits', folderName(label, identity)),
    settings,
    configPath,
  }
}

function optionsOf(each: Selected, { selection, pluginFlags }: Invocation, context: Context): Promise<Values<Options>> {
  const { selected, config } = selection
  const alike = selected.filter(({ source }) => source.name === each.source.name)
  return resolveOptions(each.source, {
    flags: pluginFlags,
    environment: alike.length > 1 ? undefined : context.environment,
    config: each.config && config && { options: each.config.options, place: { path: config.path, mount: each.name } },
    credentials: context.credentials,
    redactor: context.redactor,
  })
}

function cacheFolderOf(label: string, identity: string, { flags, selection }: Invocation, context: Context): string {
  const given = flags.cacheDir ?? context.environment.ISSUEFS_CACHE_DIR ?? selection.config?.settings.cacheDir
  if (typeof given === 'string' && given !== '') return resolve(context.from, given)
  return join(context.folders.cache, folderName(label, identity))
}

function folderName(label: string, identity: string): string {
  return `${label}-${createHash('sha256').update(identity).digest('hex').slice(0, 12)}`
}

/** Every option but the secrets, in a stable order. */
function plainOptions(source: AnySource, values: Values<Options>): readonly (readonly [string, unknown])[] {
  return Object.keys(source.options)
    .filter(name => source.options[name]!.type !== 'secret' && values[name] !== undefined)
    .sort()
    .map(name => [name, values[name]])
}
