import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import github from './index.ts'

testSource({
  source: github,
  async start() {
    const emulator = await startEmulator({ issues: 60, projects: ['acme/app', 'acme/web'] })
    const options = { url: emulator.url, token: emulator.env.GITHUB_TOKEN, repos: ['acme/app', 'acme/web'], rate: 1000 }
    return {
      options: options as unknown as Parameters<typeof github.open>[0],
      change(text, issue = 1) {
        emulator.control.edit(`acme/app#${issue}`, { title: text })
        return issue
      },
      comment: (text, issue) => emulator.control.comment(`acme/app#${issue}`, text),
      close: () => emulator.close(),
    }
  },
})
