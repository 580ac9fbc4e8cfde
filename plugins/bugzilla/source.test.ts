import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import bugzilla from './index.ts'

testSource({
  source: bugzilla,
  async start() {
    const emulator = await startEmulator({ issues: 60, projects: ['App', 'Web'] })
    const options = {
      url: emulator.url,
      key: emulator.env.BUGZILLA_API_KEY,
      products: ['App', 'Web'],
      flavour: 'auto',
      rate: 1000,
    }
    return {
      options: options as unknown as Parameters<typeof bugzilla.open>[0],
      issues: 60,
      change(text, issue = 1) {
        emulator.control.edit(String(issue), { summary: text })
        return issue
      },
      comment: (text, issue) => emulator.control.comment(String(issue), text),
      create: text => Number(emulator.control.create('App', { summary: text })),
      remove: issue => emulator.control.remove(String(issue)),
      move: issue => emulator.control.move(String(issue), 'App'),
      close: () => emulator.close(),
    }
  },
})
