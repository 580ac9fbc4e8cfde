import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createContext } from '../context.ts'
import { openLog } from './log-file.ts'

const silent = { write: () => true, once: () => {} }

test('is private, and a line is a line, whatever a tracker says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const context = createContext({ environment: {}, from: folder, standard: silent, error: silent })
  context.redactor.know('hush')
  const log = openLog('a.log', context)
  context.output.say('It said \u001b[2Jhush\rand \u202eback.')
  log.exchange({ method: 'GET', place: 'https://tracker.test/\u0007a', status: 200, milliseconds: 3 }, 'jira')
  log.close()
  const path = join(folder, 'a.log')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  const lines = readFileSync(path, 'utf8').split('\n')
  expect(lines.map(line => line.replace(/^\S+ /, ''))).toEqual([
    'It said \\u001b[2J[secret]\\u000dand \\u202eback.',
    'jira: GET https://tracker.test/\\u0007a 200 3 ms',
    '',
  ])
})
