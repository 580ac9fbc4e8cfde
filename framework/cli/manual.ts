import { commands } from './commands.ts'
import { createContext } from './context.ts'
import { buildProgram } from './program.ts'
import { nothingSelected } from './selection.ts'
import { version } from './version.ts'

/** The manual page `issuefs(1)`, as roff, made of the commands. */
export function manualPage(): string {
  const silent = { write: () => true, once: () => {} }
  const context = createContext({ environment: {}, from: '/', standard: silent, error: silent })
  const program = buildProgram(nothingSelected, context, () => {})
  const sections = commands.map(({ name, summary, details, examples }) => {
    const built = program.commands.find(each => each.name() === name)!
    const options = built.options.map(({ flags, description }) => `.TP\n.B ${text(flags)}\n${text(description)}`)
    const lines = examples.map(([line, does]) => `.TP\n.B ${text(line)}\n${text(does)}`)
    const usage = `issuefs ${name} ${built.usage()}`
    return [`.SS ${text(usage)}`, text([summary, details ?? []].flat().join(' ')), ...options, ...lines].join('\n')
  })
  return `.TH ISSUEFS 1 "" "issuefs ${version()}" "User Commands"
.SH NAME
issuefs \\- issue trackers as a folder of Markdown files
.SH SYNOPSIS
.B issuefs
.I command
[options]
.SH DESCRIPTION
Mounts Jira, GitHub, Bugzilla, Redmine and others as a folder in which every issue is a Markdown file.
.SH COMMANDS
${sections.join('\n')}
.SH EXIT STATUS
0 done; 1 failed, or grep found nothing; 2 wrong usage or wrong configuration.
.SH SEE ALSO
.BR fusermount3 (1),
.BR fuse (8)
`
}

/** Text that roff takes for nothing else. */
function text(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^([.'])/, '\\&$1')
}
