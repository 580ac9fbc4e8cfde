import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'

for (const flavour of ['cloud', 'data-center'] as const) {
  testSource({
    source: jira,
    flavour,
    skip: [
      ...(flavour === 'cloud'
        ? [
            {
              case: 'a listing has each issue once',
              reason: 'Where pages are small it begins anew with ids alone, so that the first page comes twice.',
            },
          ]
        : []),
    ],
    async start() {
      const emulator = await startEmulator({ flavour, issues: 42, projects: ['AB', 'CD'], pageCap: 20 })
      const { control } = emulator
      const { JIRA_EMAIL: email, JIRA_TOKEN: token } = emulator.env
      const options = {
        url: emulator.url,
        token,
        projects: ['AB', 'CD'],
        flavour: 'auto',
        rate: 1000,
        ...(email && { email }),
      }
      return {
        options: options as unknown as JiraOptions,
        issues: 42,
        change: ({ key }, summary) => control.edit(String(key), { summary }),
        comment: ({ key }, text) => control.comment(String(key), text),
        create: summary => control.create('AB', { summary, issuetype: { name: 'Task' } }),
        remove: ({ key }) => control.remove(String(key)),
        move: ({ key, project }) => control.move(String(key), project === 'AB' ? 'CD' : 'AB'),
        close: () => emulator.close(),
      }
    },
  })
}
