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
      change() {
        emulator.control.comment('1', 'A comment of another user.')
        return 1
      },
      close: () => emulator.close(),
    }
  },
})
