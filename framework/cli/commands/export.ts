import { resolve } from 'node:path'
import type { Command } from '../command.ts'
import { sentenceOf } from '../failure.ts'
import { withTree } from '../tree/find-tree.ts'

export const exportTree: Command = {
  name: 'export',
  summary: 'Write the tree as plain files.',
  details:
    'The next export into the same folder writes only what has changed and deletes what has gone. Files that are not of issuefs, or that you have changed, are left as they are and named. Where a folder can’t be listed, nothing is written.',
  arguments: [{ syntax: '<dir>', help: 'The folder; made when it is not there.' }],
  plugin: 'tree',
  examples: [['issuefs export ./issues --plugin jira --project PROJ', 'for a machine without FUSE, or for git']],
  run: (invocation, context) =>
    withTree(['.'], invocation, context, async tree => {
      const { output, from } = context
      const { listAll } = await import('../tree/list-all.ts')
      const reasons = await listAll(tree, line => output.say(line))
      if (reasons.size > 0) {
        output.say('Nothing is written, because half of a copy would look whole.')
        return 1
      }
      await tree.settle(output).catch(thrown => output.say(sentenceOf(thrown)))
      const { writeExport } = await import('../export/write-export.ts')
      const done = await writeExport(tree, resolve(from, invocation.arguments[0] as string))
      for (const problem of done.problems) output.say(problem)
      output.say(`${done.written} files written, ${done.unchanged} unchanged, ${done.deleted} deleted.`)
      return done.problems.length > 0 ? 1 : 0
    }),
}
