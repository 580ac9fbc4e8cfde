import { testSource } from 'issuefs/testkit'
import notes from './first-plugin.ts'
import { startService } from './service.ts'

testSource({
  source: notes,
  async start() {
    const { url, collections, close } = await startService('a-token-of-the-test')
    return {
      options: { url, token: 'a-token-of-the-test' },
      issues: collections.notes.all().length,
      change: ({ id }, title) => collections.notes.edit({ id: Number(id) }, { title }),
      remove: ({ id }) => collections.notes.remove({ id: Number(id) }),
      close,
    }
  },
})
