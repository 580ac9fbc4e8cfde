import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import bugzilla from './index.ts'

testSource({
  source: bugzilla,
  skip: [
    {
      case: 'a listing has several pages, so that reading on is tested',
      reason: 'A page of Bugzilla has a thousand bugs: reading.test.ts reads several of them.',
    },
  ],
  async start() {
    const emulator = await startEmulator({ issues: 60, projects: ['App', 'Web'] })
    const { control } = emulator
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
      change: ({ id }, summary) => control.edit(String(id), { summary }),
      comment: ({ id }, text) => control.comment(String(id), text),
      create: summary => control.create('App', { summary }),
      remove: ({ id }) => control.remove(String(id)),
      move: ({ id, product }) => control.move(String(id), product === 'App' ? 'Web' : 'App'),
      close: () => emulator.close(),
    }
  },
})
