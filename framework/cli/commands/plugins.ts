import { UsageError } from '../../config/usage-error.ts'
import { isSourceError } from '../../source/error.ts'
import type { AnySource } from '../../source/source.ts'
import type { Command } from '../command.ts'
import { optionLines, optionMarkdown, optionRows } from '../plugin-table.ts'

export const plugins: Command = {
  name: 'plugins',
  summary: 'List the plugins, or the options of one.',
  arguments: [{ syntax: '[name]', help: 'A plugin, or the path of one.' }],
  flags: [
    { flags: '--json', help: 'Print JSON.' },
    { flags: '--markdown', help: 'Print the tables of the documentation.' },
  ],
  examples: [
    ['issuefs plugins', 'what issuefs brings'],
    ['issuefs plugins jira', 'its options with their flags and variables'],
    ['issuefs plugins ./notes.ts', 'the same of your own'],
  ],
  async run({ arguments: [name], flags }, { output, from }) {
    const sources = await load(typeof name === 'string' ? name : undefined, from)
    if (flags.json === true)
      output.json(sources.map(source => ({ name: source.name, summary: source.summary, options: optionRows(source) })))
    else if (flags.markdown === true) output.print(sources.map(optionMarkdown).join('\n\n'))
    else if (name === undefined)
      for (const source of sources) output.print(`${source.name.padEnd(12)} ${source.summary}`)
    else for (const line of optionLines(sources[0]!)) output.print(line)
    return 0
  },
}

/** One plugin, or all that issuefs brings. */
async function load(name: string | undefined, from: string): Promise<readonly AnySource[]> {
  const [{ locatePlugin, ownPlugins }, { loadPlugin }] = await Promise.all([
    import('../../plugin/locate.ts'),
    import('../../plugin/load.ts'),
  ])
  try {
    const names = name === undefined ? ownPlugins() : [name]
    return await Promise.all(names.map(each => loadPlugin(locatePlugin(each, from))))
  } catch (thrown) {
    if (isSourceError(thrown)) throw new UsageError(thrown.message, { cause: thrown })
    throw thrown
  }
}
