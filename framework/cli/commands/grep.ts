import { UsageError } from '../../config/usage-error.ts'
import { readWhole, walk } from '../../vfs/walk.ts'
import type { Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { sentenceOf } from '../failure.ts'
import { filesOf, type TreeFile } from '../tree/files-of.ts'
import { withTree } from '../tree/find-tree.ts'

export const grep: Command = {
  name: 'grep',
  summary: 'Search the texts of the tree, mounted or not.',
  details: 'Exit code 0: found; 1: not found. With a mount, your own grep -r is as good.',
  arguments: [
    { syntax: '<pattern>', help: 'A regular expression, as JavaScript has them.' },
    { syntax: '[path...]', help: 'Folders or files of the tree. Default: everything.' },
  ],
  plugin: 'tree',
  flags: [
    { flags: '-i, --ignore-case', help: 'Do not tell capitals from small letters.' },
    { flags: '-l, --files-with-matches', help: 'Print the names of the files only.' },
    { flags: '-n, --line-number', help: 'Print the numbers of the lines as well.' },
    { flags: '-F, --fixed-strings', help: 'Take the pattern as a text, not as a regular expression.' },
  ],
  examples: [
    ['issuefs grep -i "safari" PROJ --plugin jira', 'lines about Safari in the issues of PROJ'],
    ['issuefs grep -l "^status: In Progress"', 'the issues in progress, of the only mount that runs'],
  ],
  async run(invocation, context) {
    const [pattern, given] = invocation.arguments
    const { flags } = invocation
    const expression = expressionOf(pattern as string, flags.fixedStrings === true, flags.ignoreCase === true)
    const asked = Array.isArray(given) && given.length > 0 ? (given as readonly string[]) : ['.']
    return withTree(asked, invocation, context, async (tree, paths): Promise<ExitCode> => {
      const { output } = context
      let found = false
      let failed = false
      const fail = (path: string, thrown: unknown): void => {
        failed = true
        output.say(`${path || '.'}: ${sentenceOf(thrown)}`)
      }
      for (const path of paths) {
        const { ino, kind } = await walk(tree.vfs, path, { follow: true })
        const files: AsyncIterable<TreeFile> | readonly TreeFile[] =
          kind === 'folder' ? filesOf(tree, path, ino, fail) : [{ path, ino, kind, attributes: undefined }]
        for await (const file of files) {
          if (file.kind === 'link') continue
          try {
            const lines = matches(Buffer.from(await readWhole(tree.vfs, file.ino)).toString(), expression)
            found ||= lines.length > 0
            if (flags.filesWithMatches === true && lines.length > 0) output.print(file.path)
            else if (flags.filesWithMatches !== true)
              for (const { number, text } of lines)
                output.print(`${file.path}:${flags.lineNumber === true ? `${number}:` : ''}${text}`)
          } catch (thrown) {
            fail(file.path, thrown)
          }
        }
      }
      return found && !failed ? 0 : 1
    })
  },
}

/** @throws UsageError when it is no regular expression */
function expressionOf(pattern: string, fixed: boolean, ignoreCase: boolean): RegExp {
  const source = fixed ? pattern.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&') : pattern
  try {
    return new RegExp(source, ignoreCase ? 'iu' : 'u')
  } catch (thrown) {
    throw new UsageError(`${(thrown as Error).message}; -F takes it as a text.`)
  }
}

function matches(text: string, expression: RegExp): readonly { readonly number: number; readonly text: string }[] {
  return text
    .split('\n')
    .map((line, at) => ({ number: at + 1, text: line }))
    .filter(({ text: line }) => expression.test(line))
}
