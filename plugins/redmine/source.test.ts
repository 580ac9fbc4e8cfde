import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import redmine from './index.ts'

testSource({
  source: redmine,
  async start() {
    const emulator = await startEmulator({ issues: 60, projects: ['app', 'web'] })
    const options = {
      url: emulator.url,
      key: emulator.env.REDMINE_API_KEY,
      projects: ['app', 'web'],
      subprojects: true,
      textFormat: 'markdown',
      recheck: 0,
      rate: 1000,
    }
    return {
      options: options as unknown as Parameters<typeof redmine.open>[0],
      issues: 60,
      change(text, issue = 1) {
        emulator.control.edit(String(issue), { subject: text })
        return issue
      },
      comment: (text, issue) => emulator.control.comment(String(issue), text),
      create: text => Number(emulator.control.create('app', { subject: text })),
      remove: issue => emulator.control.remove(String(issue)),
      move: issue => emulator.control.move(String(issue), 'app'),
      close: () => emulator.close(),
    }
  },
})
