import { commands } from './commands.ts'
import { createContext } from './context.ts'
import { buildProgram } from './program.ts'
import { nothingSelected } from './selection.ts'

/** `docs/command-line.md` with its generated part made anew: what stands between `<!-- commands -->` and `<!-- /commands -->`. */
export function withCommands(page: string): string {
  const between = /(<!-- commands -->\n)[\s\S]*?(<!-- \/commands -->)/
  return page.replace(between, (_, begin: string, end: string) => `${begin}\n${commandsMarkdown()}\n\n${end}`)
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
