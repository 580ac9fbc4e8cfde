import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../testkit/scripted-host.ts'
import { createContext } from '../context.ts'
import { openLog } from './log-file.ts'

const silent = { write: () => true, once: () => {} }
const record = { method: 'GET', place: 'https://acme.example/a', status: 200, milliseconds: 3 } as const

test('a log does not grow for ever: it goes on in a new file, and the one before is kept', async () => {
  const folder = await temporaryFolder()
  const path = join(folder, 'logs/m.log')
  const context = createContext({ environment: {}, from: folder, standard: silent, error: silent })
  const log = openLog(path, context, 1000)
  for (let times = 0; times < 100; times++) log.exchange(record, '')
  context.output.say('The last sentence.')
  log.close()
  expect(statSync(path).size).toBeLessThan(1200)
  expect(statSync(`${path}.1`).size).toBeLessThan(1200)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(statSync(`${path}.1`).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8')).toMatch(/The last sentence\.\n$/)
})

test('what is no file, such as /dev/null, is written to and left as it is', async () => {
  const context = createContext({ environment: {}, from: '/', standard: silent, error: silent })
  const { mode } = statSync('/dev/null')
  const log = openLog('/dev/null', context, 10)
  for (let times = 0; times < 10; times++) log.exchange(record, '')
  log.close()
  expect(statSync('/dev/null').mode).toBe(mode)
})

test('a line is a line, without secrets, whatever a tracker says', async () => {
  const folder = await temporaryFolder()
  const context = createContext({ environment: {}, from: folder, standard: silent, error: silent })
  context.redactor.know('hush')
  const log = openLog('a.log', context)
  context.output.say('It said \u001b[2Jhush\rand \u202eback.')
  log.exchange({ ...record, place: 'https://tracker.test/\u0007a' }, 'jira')
  log.close()
  const lines = readFileSync(join(folder, 'a.log'), 'utf8').split('\n')
  expect(lines.map(line => line.replace(/^\S+ /, ''))).toEqual([
    'It said \\u001b[2J[secret]\\u000dand \\u202eback.',
    'jira: GET https://tracker.test/\\u0007a 200 3 ms',
    '',
  ])
})
