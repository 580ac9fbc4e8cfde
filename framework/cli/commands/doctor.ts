import type { Command } from '../command.ts'
import { type Check, checks } from '../doctor-checks.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'Look for what is missing: FUSE, Node, folders, configuration, credentials, trackers.',
  details:
    'Each line is ok, or a problem with its remedy. Exit code 1 when there is a problem. Secrets are never shown.',
  plugin: 'tree',
  flags: [{ flags: '--json', help: 'Print JSON.' }],
  examples: [
    ['issuefs doctor', 'this machine, and the mounts of the configuration'],
    ['issuefs doctor --plugin jira --url https://acme.atlassian.net', 'this machine, and whether that Jira lets us in'],
  ],
  async run(invocation, { output, ...rest }) {
    const context = { output, ...rest }
    const found: Check[] = []
    for await (const check of checks(invocation, context)) {
      found.push(check)
      if (invocation.flags.json !== true)
        output.print(
          `${check.problem === undefined ? 'ok     ' : 'problem'}  ${check.what}: ${check.problem ?? check.found}`,
        )
    }
    if (invocation.flags.json === true) output.json(found)
    return found.some(({ problem }) => problem !== undefined) ? 1 : 0
  },
}
