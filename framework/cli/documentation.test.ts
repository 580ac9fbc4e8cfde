import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withCommands } from './documentation.ts'

it('docs/command-line.md is up to date; else run: node framework/cli/write-documentation.ts', () => {
  const page = readFileSync(new URL('../../docs/command-line.md', import.meta.url), 'utf8')
  expect(withCommands(page)).toBe(page)
})
