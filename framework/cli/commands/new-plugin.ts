import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { Command } from '../command.ts'

export const newPlugin: Command = {
  name: 'new-plugin',
  summary: 'Start a plugin for a tracker that issuefs does not know.',
  details:
    'Writes a package that works at once: the plugin, a small tracker to run it against, and a test that tries everything that any plugin has to get right. Files that are there already are never overwritten.',
  arguments: [{ syntax: '<name>', help: 'Lower-case letters, digits and dashes.' }],
  flags: [{ flags: '--dir <dir>', help: 'Where to write it. Default: a folder of its name.' }],
  examples: [
    ['issuefs new-plugin acme', 'writes ./acme'],
    ['issuefs mount issues --plugin ./acme --url https://acme.example.com', 'mounts it unbuilt'],
  ],
  async run({ arguments: [name], flags }, { output, from }) {
    if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name))
      throw new UsageError(`"${String(name)}" is no name for a plugin: it takes lower-case letters, digits and dashes.`)
    const folder = resolve(from, typeof flags.dir === 'string' ? flags.dir : name)
    if (existsSync(folder) && readdirSync(folder).length > 0)
      throw new UsageError(`"${folder}" is not empty; give another folder with --dir.`)
    const { pluginFiles } = await import('../new-plugin/files.ts')
    mkdirSync(folder, { recursive: true })
    for (const [file, text] of pluginFiles(name)) writeFileSync(join(folder, file), text, { flag: 'wx' })
    const shown = relative(from, folder) || '.'
    output.print(`Wrote the plugin "${name}" to ${shown}. Next:`)
    output.print('')
    output.print(`  cd ${shown} && npm install && npm test`)
    output.print('')
    output.print('index.ts is the plugin; tracker.ts is what its test runs it against.')
    return 0
  },
}
