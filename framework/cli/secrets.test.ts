import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { createUser, notesPlugin, type Ran } from './fixtures/command-line.ts'
import { whyNoMount } from './fixtures/mounting.ts'
import { type NotesServer, serveNotes } from './fixtures/notes-server.ts'

/** With letters that are written otherwise in a URL and in JSON. */
const token = 'ZmFr+ZS/10"ken~x'
const wrong = 'wr0ng+ZS/10"ken~y'
const forms = [token, wrong].flatMap(secret => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64'),
  Buffer.from(`:${secret}`).toString('base64'),
])

const user = createUser()
const said: Ran[] = []
let server: NotesServer
let notes: string[]
beforeAll(async () => {
  server = await serveNotes({ token })
  notes = ['--plugin', notesPlugin, '--url', server.url]
})
afterAll(async () => {
  await user.run(['unmount', 'm'])
  await unmountAnyway(join(user.home, 'm'))
  user.remove()
  await server.close()
})

async function run(words: readonly string[], options: Parameters<typeof user.run>[1] = {}): Promise<Ran> {
  const ran = await user.run(words, options)
  said.push(ran)
  return ran
}

/** Every file below a folder, databases and logs included, as raw bytes. */
function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())
}

function commandLines(): string {
  if (process.platform !== 'linux') return ''
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
    .join('\n')
}

function expectNoSecret(where: string, text: string): void {
  for (const form of forms) expect(text.includes(form), `${where} holds a secret`).toBe(false)
}

describe('a secret', () => {
  it('is refused where it is wrong, without being shown', async () => {
    const env = { NOTES_TOKEN: wrong, ISSUEFS_DEBUG: '1' }
    expect(await run(['ls', 'home', ...notes], { env })).toMatchObject({ code: 1 })
    expect(await run(['doctor', ...notes], { env })).toMatchObject({ code: 1 })
    expect(await run(['mount', 'm', '--log-file', 'wrong.log', ...notes], { env })).toMatchObject({ code: 1 })
    const login = await run(['login', notesPlugin, '--url', server.url], { input: `${wrong}\n` })
    expect(login).toMatchObject({ code: 1, error: expect.stringContaining('401') })
  })

  it('that login has checked is used from then on', async () => {
    const login = await run(['login', notesPlugin, '--url', server.url], { input: `${token}\n` })
    expect(login).toMatchObject({ code: 0, error: expect.stringMatching(/^The credential is right and kept in/) })
    const kept = join(user.home, '.config/issuefs/credentials.json')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    expect(statSync(join(user.home, '.config/issuefs')).mode & 0o777).toBe(0o700)
    expect(await run(['sync', ...notes])).toMatchObject({ code: 0 })
    expect((await run(['doctor', ...notes])).out).toMatch(/credentials of notes: token \(not shown\)/)
    expect(await run(['ls', 'home', ...notes], { env: { NOTES_TOKEN: wrong } })).toMatchObject({
      error: expect.stringContaining('401'),
    })
  })

  it.skipIf(whyNoMount !== undefined)('of a mount is in no process list', async () => {
    const env = { NOTES_TOKEN: token }
    expect(await run(['mount', 'm', '--daemon', '--log-file', 'm.log', ...notes], { env })).toMatchObject({ code: 0 })
    expectNoSecret('a command line', commandLines())
    await run(['status', '--json'])
    await run(['cat', 'm/home/1.md'])
    await run(['refresh', 'm/home/1.md'])
    expect(await run(['unmount', 'm'])).toMatchObject({ code: 0 })
  })

  it('is in no output and in no file but that of login', () => {
    expect(said.length).toBeGreaterThan(5)
    for (const { out, error } of said) expectNoSecret('an output', out + error)
    const found = files(user.home).filter(path => !path.endsWith('/credentials.json'))
    expect(found.some(path => path.endsWith('store.db'))).toBe(true)
    const kept = readFileSync(join(user.home, '.config/issuefs/credentials.json'), 'latin1')
    expect(forms.some(form => kept.includes(form))).toBe(true)
    for (const path of found) expectNoSecret(path, readFileSync(path, 'latin1'))
  })
})
