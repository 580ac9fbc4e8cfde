import type { AnyKey } from 'issuefs/source'
import { testSource } from 'issuefs/testkit'
import { startEmulator } from './emulator/index.ts'
import github from './index.ts'

const nameOf = ({ owner, repo, number }: AnyKey) => `${owner}/${repo}#${number}`

testSource({
  source: github,
  skip: [
    {
      case: 'a listing has several pages, so that reading on is tested',
      reason: 'A page of GitHub has a hundred issues: reading.test.ts reads several of them.',
    },
  ],
  async start() {
    const emulator = await startEmulator({ issues: 24, projects: ['acme/app', 'acme/web'], hourly: 1e6 })
    const { control } = emulator
    const options = { url: emulator.url, token: emulator.env.GITHUB_TOKEN, repos: ['acme/app', 'acme/web'], rate: 1000 }
    return {
      options: options as unknown as Parameters<typeof github.open>[0],
      issues: 24,
      change: (key, title) => control.edit(nameOf(key), { title }),
      comment: (key, text) => control.comment(nameOf(key), text),
      create: title => control.create('acme/app', { title }),
      remove: key => control.remove(nameOf(key)),
      move: key => control.move(nameOf(key), key.repo === 'app' ? 'acme/web' : 'acme/app'),
      close: () => emulator.close(),
    }
  },
})
