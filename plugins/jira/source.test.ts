import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'

for (const flavour of ['cloud', 'data-center'] as const) {
  testSource({
    source: jira,
    flavour,
    async start() {
      const emulator = await startEmulator({ flavour, issues: 60, projects: ['AB', 'CD'], pageCap: 20 })
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
        issues: 60,
        change(text, issue = 'AB-1') {
          emulator.control.edit(String(issue), { summary: text })
          return issue
        },
        comment: (text, issue) => emulator.control.comment(String(issue), text),
        create: text => emulator.control.create('AB', { summary: text, issuetype: { name: 'Task' } }),
        remove: issue => emulator.control.remove(String(issue)),
        move: issue => emulator.control.move(String(issue), String(issue).startsWith('AB') ? 'CD' : 'AB'),
        close: () => emulator.close(),
      }
    },
  })
}
