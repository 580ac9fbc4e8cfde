import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createUser, type User } from './fixtures/command-line.ts'

let user: User
let folder: string

beforeEach(() => {
  user = createUser()
  folder = join(user.home, '.cache/issuefs/.compiled')
})
afterEach(() => user.remove())

const run = (env: Record<string, string> = {}) => user.run(['--version'], { env: { NODE_COMPILE_CACHE: '', ...env } })

test('compiled code is kept for the next start, for this user only', async () => {
  expect((await run()).code).toBe(0)
  const [version = ''] = readdirSync(folder)
  const kept = readdirSync(join(folder, version))
  expect(kept.length).toBeGreaterThan(50)
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect((await run()).code).toBe(0)
  expect(readdirSync(join(folder, version))).toEqual(kept)
})

test('nothing is taken from a folder that others may write, nor kept where there is none', async () => {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o777)
  expect((await run()).code).toBe(0)
  expect(readdirSync(folder)).toEqual([])
  writeFileSync(join(user.home, 'file'), '')
  expect((await run({ XDG_CACHE_HOME: join(user.home, 'file') })).code).toBe(0)
})

test('where the environment names a folder, or wants none, that is done', async () => {
  expect((await run({ NODE_COMPILE_CACHE: join(user.home, 'own') })).code).toBe(0)
  expect((await run({ NODE_DISABLE_COMPILE_CACHE: '1' })).code).toBe(0)
  expect(() => readdirSync(folder)).toThrow('ENOENT')
  expect(readdirSync(join(user.home, 'own'))).toHaveLength(1)
})
