import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from '../../framework/cli/command.ts'
import { commands } from '../../framework/cli/commands.ts'
import { createContext } from '../../framework/cli/context.ts'
import { buildProgram } from '../../framework/cli/program.ts'
import { nothingSelected, type Selection } from '../../framework/cli/selection.ts'
import { readConfigFile } from '../../framework/config/config-file.ts'
import { readValue } from '../../framework/config/option-value.ts'
import { secretKeys } from '../../framework/config/secret.ts'
import { loadPlugin } from '../../framework/plugin/load.ts'
import { locatePlugin, ownPlugins } from '../../framework/plugin/locate.ts'
import type { AnySource } from '../../framework/source.ts'

const silent = { write: () => true, once: () => {} }
const context = createContext({ environment: {}, from: '/', standard: silent, error: silent })

/**
 * Why a command line of issuefs is wrong; `undefined` when the command, its flags and its arguments are right. Runs nothing.
 *
 * @param from the folder that the paths of plugins are sought from
 */
export async function wrongCommand(words: readonly string[], from: string): Promise<string | undefined> {
  const command = commands.find(({ name }) => name === words[0])
  if (!command && words.length > 0 && !/^(help|--help|--version|COMMAND)$/.test(words[0]!)) return 'no such command'
  if (!command) return undefined
  const program = buildProgram(await selectionOf(command.plugin, words, from), context, () => {})
  for (const each of program.commands) each.action(() => {})
  const inline = new Map(command.flags?.map(({ flags, inline }) => [flags.split(' ')[0]!, inline]))
  const given = words.map(word => (inline.get(word) === undefined ? word : `${word}=${inline.get(word)}`))
  try {
    await program.parseAsync(given, { from: 'user' })
    return undefined
  } catch (thrown) {
    return thrown instanceof Error && 'exitCode' in thrown && thrown.exitCode === 0 ? undefined : String(thrown)
  }
}

async function selectionOf(of: Command['plugin'], words: readonly string[], from: string): Promise<Selection> {
  const at = words.indexOf('--plugin')
  const name = of === 'first-argument' ? words[1] : at < 0 ? undefined : words[at + 1]
  if (of === undefined || name === undefined) return nothingSelected
  const source = await pluginOf(name, from)
  return {
    config: undefined,
    selected: [{ name, source, module: new URL('file:///'), config: undefined }],
    by: 'plugin',
  }
}

/** A plugin by its name or path; one that is not there stands for the plugin that `issuefs new-plugin` writes. */
function pluginOf(name: string, from: string): Promise<AnySource> {
  if (ownPlugins().includes(name) || existsSync(join(from, name))) return loadPlugin(locatePlugin(name, from))
  return loadPlugin(new URL('../../framework/cli/new-plugin/template/index.ts', import.meta.url))
}

/** Throws where a configuration is not one: an unknown key, or a value that its option does not take. */
export async function checkConfiguration(content: unknown, from: string): Promise<void> {
  const { mounts } = readConfigFile('the page', content)
  for (const [mount, { plugin, options }] of mounts) {
    const source = await pluginOf(plugin, from)
    for (const [key, value] of Object.entries(options)) {
      const secret = Object.entries(source.options).some(
        ([name, { type }]) => type === 'secret' && secretKeys(name).includes(key),
      )
      if (secret) continue
      const option = source.options[key]
      if (option === undefined) throw new Error(`mounts.${mount} has the unknown key "${key}".`)
      readValue(key, option, value, `mounts.${mount}.${key}`)
    }
  }
}
