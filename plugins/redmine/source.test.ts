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
      change() {
        emulator.control.comment('1', 'A comment of another user.')
        return 1
      },
      close: () => emulator.close(),
    }
  },
})
