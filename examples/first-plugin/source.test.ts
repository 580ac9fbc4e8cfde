import { testSource } from 'issuefs/testkit'
import notes from './first-plugin.ts'
import { startService } from './service.ts'

testSource({
  source: notes,
  async start() {
    const { url, collections, close } = await startService('a-token-of-the-test')
    return {
      options: { url, token: 'a-token-of-the-test' },
      change() {
        collections.notes.edit({ id: 1 }, { text: 'Two bottles.' })
        return 1
      },
      close,
    }
  },
})
