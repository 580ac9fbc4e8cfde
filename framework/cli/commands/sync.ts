import type { Command } from '../command.ts'
import { sentenceOf } from '../failure.ts'
import { withTree } from '../tree/find-tree.ts'
import { listAll } from '../tree/list-all.ts'

export const sync: Command = {
  name: 'sync',
  summary: 'Fetch all news and wait until every text is there, with a progress bar.',
  details: 'Of several trackers, one that fails is named, and the others are fetched.',
  arguments: [
    {
      syntax: '[dir]',
      help: 'The folder of a running mount. Default: what the flags, the configuration or the only mount say.',
    },
  ],
  plugin: 'tree',
  examples: [
    ['issuefs sync ./jira', 'of the running mount at ./jira'],
    ['issuefs sync --plugin jira --project PROJ', 'fills the cache, for reading offline later'],
  ],
  async run(invocation, context) {
    const [dir] = invocation.arguments
    return withTree([typeof dir === 'string' ? dir : '.'], invocation, context, async tree => {
      const say = (line: string): void => context.output.say(line)
      const reasons = new Set(await listAll(tree, say))
      await tree.settle(context.output).catch(thrown => {
        const reason = sentenceOf(thrown)
        if (!reasons.has(reason)) say(reason)
        reasons.add(reason)
      })
      const counts = tree.read.mounts.mounts().map(({ mount }) => tree.read.entities.counts(mount))
      const known = counts.reduce((sum, each) => sum + each.known, 0)
      const failing = counts.reduce((sum, each) => sum + each.failing, 0)
      context.output.say(
        `${known} issues are here${failing > 0 ? `, ${failing} of them failed; "issuefs status" says why` : ''}.`,
      )
      return failing + reasons.size > 0 ? 1 : 0
    })
  },
}
