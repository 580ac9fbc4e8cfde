import { constants } from 'node:os'
import { expect, test } from 'vitest'
import { type ErrorKind, SourceError } from '../source/error.ts'
import { errnoNumber, errnoOf, errnoOfKind, FileError } from './errno.ts'

test('each kind of error has its errno, and none makes programs spin or retry by itself', () => {
  expect(errnoOfKind).toEqual({
    'not-found': 'ENOENT',
    denied: 'EACCES',
    'rate-limited': 'ETIMEDOUT',
    offline: 'EHOSTUNREACH',
    deadline: 'ETIMEDOUT',
    conflict: 'EBUSY',
    unsupported: 'EOPNOTSUPP',
    'read-only': 'EROFS',
    invalid: 'EINVAL',
    cancelled: 'EINTR',
    full: 'ENOSPC',
    unexpected: 'EIO',
  } satisfies Record<ErrorKind, string>)
  expect(Object.values(errnoOfKind)).not.toContain('EAGAIN')
})

test('anything thrown has an errno, and each errno a number', () => {
  for (const kind of Object.keys(errnoOfKind) as ErrorKind[]) {
    const errno = errnoOf(new SourceError(kind, 'x'))
    expect(errno).toBe(errnoOfKind[kind])
    expect(errnoNumber(errno)).toBe(constants.errno[errno])
  }
  expect(errnoOf(new FileError('EISDIR', 'x'))).toBe('EISDIR')
  for (const thrown of [new Error('x'), 'x', undefined, null, 7]) expect(errnoOf(thrown)).toBe('EIO')
})
