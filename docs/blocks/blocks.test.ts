import { expect, test } from 'vitest'
import { wrongCommand } from './check-command.ts'
import { isExcerpt } from './excerpt.ts'
import { fencesOf } from './fences.ts'
import { shellCommands } from './shell-commands.ts'

test('blocks are found with their language, place and the comment above', () => {
  const page = 'Text\n\n<!-- from a.ts -->\n\n```ts\none\n\ntwo\n```\n\n- list\n\n  ~~~sh\n  ls\n  ~~~\n'
  expect(fencesOf(page)).toEqual([
    { language: 'ts', lines: ['one', '', 'two'], line: 5, comment: 'from a.ts' },
    { language: 'sh', lines: ['ls'], line: 13, comment: undefined },
  ])
})

test('an excerpt stands in its file line by line, with omissions', () => {
  const file = 'a\n  b\n\nc\nd\ne\n'
  expect(isExcerpt(['a', 'b'], file)).toBe(true)
  expect(isExcerpt(['b', '', 'c'], file)).toBe(true)
  expect(isExcerpt(['a', '…', 'd', 'e'], file)).toBe(true)
  expect(isExcerpt(['a', 'c'], file)).toBe(false)
  expect(isExcerpt(['d', '…', 'a'], file)).toBe(false)
})

test.each([
  ['issuefs status # all', [['issuefs', 'status']]],
  ['A=1 issuefs mount "a b" &', [['issuefs', 'mount', 'a b']]],
  [
    'pass show x | issuefs login jira',
    [
      ['pass', 'show', 'x'],
      ['issuefs', 'login', 'jira'],
    ],
  ],
  ['source <(issuefs completion bash)', [['issuefs', 'completion', 'bash']]],
  [
    'npm ci && sudo npm run demo > out.txt',
    [
      ['npm', 'ci'],
      ['npm', 'run', 'demo'],
    ],
  ],
  ["echo 'a # b' >> x/y.md", [['echo', 'a # b']]],
  ['export A=b', [['export', 'A=b']]],
  ['', []],
])('%s', (line, commands) => {
  expect(shellCommands(line)).toEqual(commands)
})

test.each([
  ['mount ./jira --plugin jira --projects PROJ --write', undefined],
  ['grep -il login PROJ --plugin jira', undefined],
  ['mount ./jira --plugin jira --project-list PROJ', expect.stringContaining('unknown option')],
  ['mount ./jira --projects PROJ', expect.stringContaining('unknown option')],
  ['mount a b', expect.stringContaining('too many arguments')],
  ['unmout a', 'no such command'],
  ['unmount', expect.stringContaining('missing required argument')],
])('issuefs %s', async (line, wrong) => {
  expect(await wrongCommand(line.split(' '), '/')).toEqual(wrong)
})
