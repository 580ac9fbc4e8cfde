import { afterAll, expect, test } from 'vitest'
import { createUser, notesPlugin } from './fixtures/command-line.ts'

const user = createUser()
afterAll(() => user.remove())

const ls = (...more: string[]) =>
  user.run(['ls', '--plugin', notesPlugin, '--url', 'http://tracker.invalid', ...more], {
    env: { NOTES_TOKEN: 'hush-hush' },
  })

test('plain http to another machine is refused, and allowed by a flag', async () => {
  expect(await ls()).toMatchObject({ code: 1, error: expect.stringContaining('allowInsecure') })
  const allowed = await ls('--allow-insecure')
  expect(allowed).toMatchObject({ code: 1, error: expect.stringContaining('tracker.invalid') })
  expect(allowed.error).not.toContain('allowInsecure')
})
