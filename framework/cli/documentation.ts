import { load } from './commands/plugins.ts'
import { commands } from './commands.ts'
import { createContext } from './context.ts'
import { optionMarkdown } from './plugin-table.ts'
import { buildProgram } from './program.ts'
import { nothingSelected } from './selection.ts'

/** The parts of `docs/command-line.md` that are made of the commands and the option tables. */
type GeneratedPart = 'commands' | 'plugins'

/** The page with its generated parts made anew: what stands between `<!-- commands -->` and `<!-- /commands -->`. */
export async function withGeneratedParts(page: string): Promise<string> {
  const parts: Readonly<Record<GeneratedPart, string>> = {
    commands: commandsMarkdown(),
    plugins: await pluginsMarkdown(),
  }
  let made = page
  for (const [name, text] of Object.entries(parts)) {
    const between = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`)
    made = made.replace(between, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`)
  }
  return made
}

function commandsMarkdown(): string {
  const silent = { write: () => true, once: () => {} }
  const context = createContext({ environment: {}, from: '/', standard: silent, error: silent })
  const program = buildProgram(nothingSelected, context, () => {})
  return commands
    .map(({ name, summary, details, examples }) => {
      const built = program.commands.find(each => each.name() === name)!
      built.configureHelp({ helpWidth: 100, commandDescription: () => '' })
      const help = built
        .helpInformation()
        .trimEnd()
        .replaceAll(/\n{3,}/g, '\n\n')
      const lines = examples.map(([line, does]) => `${line}   # ${does}`)
      const text = [summary, details ?? []].flat().join(' ')
      return `### ${name}\n\n${text}\n\n\`\`\`text\n${help}\n\`\`\`\n\n\`\`\`sh\n${lines.join('\n')}\n\`\`\``
    })
    .join('\n\n')
}

async function pluginsMarkdown(): Promise<string> {
  return (await load(undefined, '/')).map(optionMarkdown).join('\n\n')
}
