import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveOptions } from '../../config/schema.ts'
import { backendNames, chooseBackend } from '../backends.ts'
import type { Command } from '../command.ts'
import { loadEmulator } from '../emulator.ts'
import type { Plan } from '../plan.ts'
import { select } from '../selection.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'Try it: an emulated tracker and a mount of it, until Ctrl-C, which leaves nothing behind.',
  arguments: [{ syntax: '[dir]', help: 'The folder. Default: ./issuefs-demo.' }],
  flags: [
    { flags: '--plugin <name>', help: 'A plugin that has an emulator. Default: jira.' },
    { flags: '--issues <number>', help: 'How many issues to make up. Default: 300.' },
    { flags: '--backend <name>', help: 'What carries the tree to the system.', choices: backendNames },
  ],
  examples: [['issuefs demo', 'three hundred made-up Jira issues at ./issuefs-demo']],
  async run({ arguments: [dir], flags }, context) {
    const plugin = typeof flags.plugin === 'string' ? flags.plugin : 'jira'
    const folder = typeof dir === 'string' ? dir : './issuefs-demo'
    const backend = await chooseBackend(typeof flags.backend === 'string' ? flags.backend : 'auto')
    const start = await loadEmulator(plugin, context.from)
    const emulator = await start({ issues: Number(flags.issues ?? 300), projects: ['DEMO', 'SHOP'] })
    const cacheFolder = await mkdtemp(join(tmpdir(), 'issuefs-demo-'))
    try {
      const { selected } = await select({ plugin, config: undefined }, context)
      const { source, module } = selected[0]!
      const options = await resolveOptions(source, {
        flags: {},
        environment: emulator.env,
        config: undefined,
        credentials: context.credentials,
        redactor: context.redactor,
      })
      const mounts = [{ name: '', source, module, options }]
      const plan: Plan = { mounts, label: source.name, cacheFolder, settings: {}, configPath: undefined }
      const { mountTree } = await import('../mount/mount-tree.ts')
      return await mountTree(
        {
          plan,
          folder,
          backend,
          allowOther: false,
          logFile: undefined,
          replan: async () => plan,
          ready(sentence) {
            context.output.say(`${emulator.summary}. ${sentence}`)
            for (const line of suggestions(folder)) context.output.print(line)
          },
        },
        context,
      )
    } finally {
      await emulator.close()
      await rm(cacheFolder, { recursive: true, force: true })
    }
  },
}

function suggestions(folder: string): readonly string[] {
  return [
    'Try in another terminal:',
    `  ls ${folder}`,
    `  less ${folder}/DEMO/index.md`,
    `  cat ${folder}/DEMO/DEMO-1.md`,
    `  ls ${folder}/DEMO/DEMO-1/`,
    `  grep -rl "^priority: High" ${folder}`,
    `  issuefs status ${folder}/DEMO/DEMO-1.md`,
    'Ctrl-C here ends it and leaves nothing behind.',
  ]
}
