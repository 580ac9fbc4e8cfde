import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { type NotesServer, serveNotes } from './fixtures/notes-server.ts'

const user = createUser()
let server: NotesServer
beforeAll(async () => {
  server = await serveNotes()
})
afterAll(async () => {
  user.remove()
  await server.close()
})

const main = fileURLToPath(new URL('./main.ts', import.meta.url))

function hasTerminal(): boolean {
  try {
    return execFileSync('script', ['--version'], { stdio: 'pipe' }).includes('util-linux')
  } catch {
    return false
  }
}

/** What is shown on a terminal on which the answers are typed, each when something is asked. */
async function onTerminal(words: readonly string[], answers: readonly string[]): Promise<string> {
  const command = [process.execPath, main, ...words].map(word => `'${word}'`).join(' ')
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    cwd: user.home,
    env: { ...user.environment, SHELL: '/bin/sh' },
  })
  const left = [...answers]
  let shown = ''
  child.stdout.on('data', piece => {
    shown += piece
    if (/: $/.test(shown)) child.stdin.write(left.length > 0 ? `${left.shift()}\r` : '\u0003')
  })
  await once(child, 'exit')
  return shown
}

it.skipIf(!hasTerminal())('on a terminal asks for the account once, and shows nothing of the secret', async () => {
  const secret = 'typed-on-a-terminal'
  const shown = await onTerminal(['login', 'jira', '--url', server.url, '--email', 'me@acme.example'], [secret])
  expect(shown).toMatch(/^token \(/)
  expect(shown).not.toContain('user (')
  expect(shown).not.toContain(secret)
})

it('says that a variable comes first', async () => {
  const login = await user.run(['login', notesPlugin, '--url', server.url], {
    input: 'anything\n',
    env: { NOTES_TOKEN: 'another' },
  })
  expect(login).toMatchObject({
    code: 0,
    error: expect.stringContaining('NOTES_TOKEN in your environment comes first'),
  })
})
