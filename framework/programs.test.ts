import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Which files start programs, and which words of theirs reach a shell. */

const root = join(import.meta.dirname, '..')
const sources = globSync('{framework,plugins}/**/*.ts', { cwd: root })
  .sort()
  .filter(file => !/\.test|\.test-support|fixtures\/|testkit\/|\/bench|framework\/build\/|redmine\/real\//.test(file))
  .map(file => ({ file, text: readFileSync(join(root, file), 'utf8') }))

const having = (pattern: RegExp): readonly string[] =>
  sources.flatMap(({ file, text }) => (pattern.test(text) ? file : []))

test('plugins start no programs (but the Redmine of a test)', () => {
  expect(having(/child_process/).filter(file => file.startsWith('plugins/'))).toEqual([])
})

test('a shell gets the user’s own command and a script of ours on its standard input, and nothing else', () => {
  expect(having(/import \{[^}]*\bexec(Sync)?\b[^}]*\} from 'node:child_process'|shell: true/)).toEqual([])
  expect(having(/'sh'/)).toEqual(['framework/backend/dev-fuse/watchdog.ts', 'framework/config/secret-command.ts'])
})

test('nothing turns the checking of certificates off', () => {
  expect(having(/rejectUnauthorized|NODE_TLS_REJECT/)).toEqual([])
})
