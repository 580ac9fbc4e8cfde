import type { CommandWords, FlagWords } from './words.ts'

/** A script for zsh, for a folder of `fpath` as `_issuefs`. */
export function zshCompletion(commands: readonly CommandWords[]): string {
  const described = commands.map(({ name, summary }) => `    '${quoted(`${name}:${summary}`)}'`).join('\n')
  return `#compdef issuefs
# Completion of issuefs for zsh: issuefs completion zsh > "\${fpath[1]}/_issuefs"
_issuefs() {
  local -a commands
  commands=(
${described}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case $words[2] in
${commands.map(commandCase).join('\n')}
  esac
}
_issuefs "$@"
`
}

function commandCase({ name, flags, argument }: CommandWords): string {
  const specs = flags.map(flag => `      '${flagSpec(flag)}'`)
  const rest = argument === undefined ? [] : [`      '*:argument:${action(argument)}'`]
  return `    ${name})
      _arguments -s \\
${[...specs, ...rest].join(' \\\n')}
      ;;`
}

function flagSpec({ name, help, value }: FlagWords): string {
  const text = quoted(help).replaceAll('[', '\\[').replaceAll(']', '\\]')
  return `${name}[${text}]${value === undefined ? '' : `:value:${action(value)}`}`
}

function action(value: readonly string[] | 'path' | 'any'): string {
  if (value === 'path') return '_files'
  return value === 'any' ? ' ' : `(${value.join(' ')})`
}

function quoted(text: string): string {
  return text.replaceAll("'", "'\\''")
}
