import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { UsageError } from '../config/usage-error.ts'
import { exitCodeOf, sentenceOf } from './failure.ts'

function failing(code: string, path?: string): Error {
  return Object.assign(new Error(`${code}: words of the system`), { code, ...(path === undefined ? {} : { path }) })
}

test.for([
  [failing('ENOSPC', '/m/a'), 'The disk that holds "/m/a" is full; free some space.'],
  [failing('ENOSPC'), 'A disk is full; free some space.'],
  [
    failing('EACCES', '/m/a'),
    '"/m/a" may not be read or written by you; change its permissions, or name another place.',
  ],
  [failing('EROFS', '/m/a'), '"/m/a" is on a disk that can only be read; name another place.'],
  [failing('EMFILE', '/m/a'), 'Too many files are open; raise the limit with "ulimit -n".'],
] as const)('what the system refuses is a sentence with a remedy: %s', ([thrown, sentence]) => {
  expect(sentenceOf(thrown)).toBe(sentence)
})

test('everything else is said to be unexpected, with how to find out more', () => {
  expect(sentenceOf(new Error('Odd.'))).toBe(
    'issuefs failed in a way that nobody expected: Odd. With ISSUEFS_DEBUG=1 it says where.',
  )
  expect(sentenceOf('odd')).toContain('nobody expected: odd.')
})

test('wrong usage ends with 2, everything else with 1', () => {
  expect(exitCodeOf(new UsageError('No.'))).toBe(2)
  expect(exitCodeOf(failing('ENOSPC'))).toBe(1)
})

test('a real error of the system has the path', () => {
  expect(() => readFileSync('/')).toThrow()
  try {
    readFileSync('/nowhere/at/all')
  } catch (thrown) {
    expect(sentenceOf(thrown)).toBe('"/nowhere/at/all" is not there; check its path.')
  }
})
