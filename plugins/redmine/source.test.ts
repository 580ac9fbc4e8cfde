import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import redmine from './index.ts'

testSource({
  source: redmine,
  async start() {
    const emulator = await startEmulator({ issues: 120, projects: ['app', 'web'] })
    const { control } = emulator
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
      issues: 120,
      change: ({ id }, subject) => control.edit(String(id), { subject }),
      comment: ({ id }, text) => control.comment(String(id), text),
      create: subject => control.create('app', { subject }),
      remove: ({ id }) => control.remove(String(id)),
      move: ({ id, project }) => control.move(String(id), project === 'app' ? 'web' : 'app'),
      close: () => emulator.close(),
    }
  },
})
