import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { resolveOptions } from '../../config/schema.ts'
import { UsageError } from '../../config/usage-error.ts'
import { rootIno } from '../../store/contract.ts'
import type { Vfs } from '../../vfs/contract.ts'
import { errnoOf } from '../../vfs/errno.ts'
import { list } from '../../vfs/walk.ts'
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
    const emulator = await start({ issues: issuesOf(flags.issues) })
    const place = await mkdtemp(join(tmpdir(), 'issuefs-demo-'))
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
      const plan: Plan = {
        mounts,
        label: source.name,
        cacheFolder: join(place, 'cache'),
        stateFolder: join(place, 'edits'),
        settings: {},
        configPath: undefined,
      }
      const { mountTree } = await import('../mount/mount-tree.ts')
      return await mountTree(
        {
          plan,
          folder,
          backend,
          allowOther: false,
          writing: { mode: 'wait', allowDelete: false },
          logFile: undefined,
          replan: async () => plan,
          ready(sentence, tree) {
            context.output.say(`${emulator.summary}. ${sentence}`)
            void suggest(tree, folder).then(lines => {
              for (const line of lines) context.output.print(line)
            })
          },
        },
        context,
      )
    } finally {
      await emulator.close()
      await rm(place, { recursive: true, force: true })
    }
  },
}

function issuesOf(given: unknown): number {
  const number = Number(given ?? 300)
  if (Number.isInteger(number) && number > 0) return number
  throw new UsageError(`--issues must be a number above 0, not "${String(given)}".`)
}

/** What to try, once everything that it names can be read. */
async function suggest(tree: Vfs, folder: string): Promise<readonly string[]> {
  const issue = await firstIssue(tree, rootIno, folder)
  await completeIndexes(tree, rootIno)
  return suggestions(folder, issue)
}

/** Tries of a deadline each: a busy machine needs longer for three hundred issues than a program waits for one file. */
const mostTries = 6

/** Waits until no `index.md` lacks an issue. What fails otherwise is for the one who reads it to see. */
async function completeIndexes(tree: Vfs, ino: number): Promise<void> {
  for (const { name, kind, ino: inner } of await list(tree, ino).catch(() => [])) {
    if (kind === 'folder' && name !== 'views') await completeIndexes(tree, inner)
    if (name !== 'index.md') continue
    for (let tries = 1; tries <= mostTries; tries++) {
      const errno = await tree.lookup(ino, name).then(() => undefined, errnoOf)
      if (errno !== 'ETIMEDOUT') break
    }
  }
}

/** The path of an issue to look at, `undefined` when there is none or it does not come. */
async function firstIssue(tree: Vfs, ino: number, path: string): Promise<string | undefined> {
  const entries = await list(tree, ino).catch(() => [])
  const issue = entries.find(({ name, kind }) => kind === 'file' && /\d\.md$/.test(name))
  if (issue) return `${path}/${issue.name}`
  for (const { name, kind, ino } of entries) {
    const found = kind === 'folder' && name !== 'views' ? await firstIssue(tree, ino, `${path}/${name}`) : undefined
    if (found) return found
  }
  return undefined
}

function suggestions(folder: string, issue: string | undefined): readonly string[] {
  const lines =
    issue === undefined
      ? []
      : [
          `  less ${dirname(issue)}/index.md`,
          `  cat ${issue}`,
          `  ls ${issue.replace(/\.md$/, '')}/`,
          `  echo "I see it too." >> ${issue}`,
          `  npx issuefs status ${issue}`,
        ]
  return [
    'Try in another terminal:',
    `  ls ${folder}`,
    ...lines,
    `  grep -rl "^assignee:" ${folder}`,
    'Ctrl-C here ends it and leaves nothing behind.',
  ]
}
