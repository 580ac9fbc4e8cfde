import type { CommandWords } from './words.ts'

/** A script for fish, for `~/.config/fish/completions/issuefs.fish`. */
export function fishCompletion(commands: readonly CommandWords[]): string {
  const lines = commands.flatMap(({ name, summary, flags, argument }) => {
    const own = `complete -c issuefs -n '__fish_seen_subcommand_from ${name}'`
    return [
      `complete -c issuefs -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...flags.map(({ name: flag, help, value }) => {
        const words = typeof value === 'object' ? ` -x -a ${quoted(value.join(' '))}` : value === 'path' ? ' -r -F' : ''
        return `${own} -l ${flag.slice(2)}${value === 'any' ? ' -x' : words} -d ${quoted(help)}`
      }),
      ...(typeof argument === 'object' ? [`${own} -f -a ${quoted(argument.join(' '))}`] : []),
    ]
  })
  return `# Completion of issuefs for fish: issuefs completion fish > ~/.config/fish/completions/issuefs.fish\n${lines.join('\n')}\n`
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
