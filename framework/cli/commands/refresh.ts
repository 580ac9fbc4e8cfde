import type { Command } from '../command.ts'
import { withTree } from '../tree/find-tree.ts'

export const refresh: Command = {
  name: 'refresh',
  summary: 'Ask the tracker for news of a file, or of everything, now.',
  arguments: [{ syntax: '[path]', help: 'A file or a folder of the tree. Default: everything.' }],
  plugin: 'tree',
  examples: [['issuefs refresh jira/PROJ/PROJ-42.md', 'fetches that issue, whatever the cache has']],
  async run(invocation, context) {
    const [path] = invocation.arguments
    return withTree([typeof path === 'string' ? path : '.'], invocation, context, async (tree, [below = '']) => {
      await tree.refresh(below)
      return 0
    })
  },
}
