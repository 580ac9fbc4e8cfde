import { dirname } from 'node:path'
import type { ConfigFile, ConfigMount } from '../config/config-file.ts'
import { loadConfig } from '../config/load.ts'
import { UsageError } from '../config/usage-error.ts'
import { isSourceError } from '../source/error.ts'
import type { AnySource } from '../source/source.ts'
import type { Context } from './context.ts'

/** A plugin that a command is about, with what the configuration says of it. */
export interface Selected {
  /** The folder it is mounted at when it is not the only one. */
  readonly name: string
  readonly source: AnySource
  readonly module: URL
  readonly config: ConfigMount | undefined
}

/** What `--plugin` and `--config` choose. */
export interface Selection {
  readonly config: ConfigFile | undefined
  /** By `--plugin`: one. Else all mounts of the configuration. */
  readonly selected: readonly Selected[]
  readonly by: 'plugin' | 'config' | 'nothing'
}

export const nothingSelected: Selection = { config: undefined, selected: [], by: 'nothing' }

/**
 * Loads the configuration and the plugins that are chosen. Nothing is asked of any tracker.
 *
 * @throws UsageError when there is no such plugin, or the configuration makes no sense
 */
export async function select(
  asked: { readonly plugin: string | undefined; readonly config: string | undefined },
  context: Context,
): Promise<Selection> {
  const config = await loadConfig({ file: asked.config, from: context.from, configFolder: context.folders.config })
  if (asked.plugin === undefined) {
    const mounts = [...(config?.mounts ?? [])]
    if (!config || mounts.length === 0) return { config, selected: [], by: 'nothing' }
    const selected = await Promise.all(
      mounts.map(async ([name, mount]) => ({
        name,
        config: mount,
        ...(await load(mount.plugin, dirname(config.path))),
      })),
    )
    return { config, selected, by: 'config' }
  }
  const known = configured(asked.plugin, config)
  const loaded =
    known && config ? await load(known.mount.plugin, dirname(config.path)) : await load(asked.plugin, context.from)
  return {
    config,
    selected: [{ name: known?.name ?? loaded.source.name, config: known?.mount, ...loaded }],
    by: 'plugin',
  }
}

/** The mount of that name, else the only one of that plugin. */
function configured(
  asked: string,
  config: ConfigFile | undefined,
): { readonly name: string; readonly mount: ConfigMount } | undefined {
  const named = config?.mounts.get(asked)
  if (named) return { name: asked, mount: named }
  const [found, another] = [...(config?.mounts ?? [])].filter(([, { plugin }]) => plugin === asked)
  return found && !another ? { name: found[0], mount: found[1] } : undefined
}

async function load(plugin: string, from: string): Promise<{ readonly source: AnySource; readonly module: URL }> {
  const [{ locatePlugin }, { loadPlugin }] = await Promise.all([
    import('../plugin/locate.ts'),
    import('../plugin/load.ts'),
  ])
  try {
    const module = locatePlugin(plugin, from)
    return { module, source: await loadPlugin(module) }
  } catch (thrown) {
    if (isSourceError(thrown)) throw new UsageError(thrown.message, { cause: thrown })
    throw thrown
  }
}
