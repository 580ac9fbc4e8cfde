import type { CommandWords, FlagWords } from './words.ts'

/** A script for bash, to be sourced. */
export function bashCompletion(commands: readonly CommandWords[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  return `# Completion of issuefs for bash: source <(issuefs completion bash)
_issuefs() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${names}" -- "$current"))
    return
  fi
  case "$command $before" in
${commands.flatMap(command => command.flags.flatMap(flag => valueCase(command, flag))).join('\n')}
  esac
  case "$command" in
${commands.map(commandCase).join('\n')}
  esac
}
complete -o default -o bashdefault -F _issuefs issuefs
`
}

function valueCase({ name }: CommandWords, flag: FlagWords): readonly string[] {
  if (flag.value === undefined) return []
  const words = typeof flag.value === 'string' ? '' : flag.value.join(' ')
  const answer = words === '' ? 'return' : `COMPREPLY=($(compgen -W "${words}" -- "$current")); return`
  return [`    "${name} ${flag.name}") ${answer} ;;`]
}

function commandCase({ name, flags, argument }: CommandWords): string {
  const words = typeof argument === 'object' ? argument : []
  const all = [...flags.map(flag => flag.name), ...words].join(' ')
  return `    ${name}) COMPREPLY=($(compgen -W "${all}" -- "$current")) ;;`
}
