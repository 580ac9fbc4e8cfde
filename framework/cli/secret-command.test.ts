import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { serveNotes } from './fixtures/notes-server.ts'

const token = 'a-token-that-a-command-gives'

test('a command that gives a secret runs when it is needed, once, and what it gives stays in memory', async () => {
  const user = createUser()
  const server = await serveNotes({ token })
  onTestFinished(async () => {
    user.remove()
    await server.close()
  })
  const ran = join(user.home, 'ran')
  const mount = `{ plugin: ${notesPlugin}, url: '${server.url}', tokenCommand: 'echo 1 >> ${ran}; rev secret' }`
  writeFileSync(join(user.home, 'secret'), [...token].reverse().join(''))
  writeFileSync(join(user.home, '.issuefsrc.yaml'), `mounts:\n  notes: ${mount}\n`, { mode: 0o644 })

  expect(await user.run(['plugins'])).toMatchObject({ code: 0 })
  expect(existsSync(ran)).toBe(false)
  expect(await user.run(['sync'])).toMatchObject({ code: 0 })
  expect(readFileSync(ran, 'utf8')).toBe('1\n')
  const files = readdirSync(user.home, { recursive: true, encoding: 'utf8' })
    .map(name => join(user.home, name))
    .filter(path => statSync(path, { throwIfNoEntry: false })?.isFile())
  expect(files.some(path => path.endsWith('store.db'))).toBe(true)
  expect(files.filter(path => readFileSync(path, 'latin1').includes(token))).toEqual([])
})
