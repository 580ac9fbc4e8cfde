import { expect, it } from 'vitest'
import { sessionOf } from './session.ts'

it('just the routes are a session', () => {
  expect(sessionOf([])).toEqual({ routes: [] })
  expect(sessionOf({ routes: [], limits: [] })).toEqual({ routes: [], limits: [] })
})

it.each([
  [undefined, 'open() of the source gave no routes'],
  [{ feeds: [] }, 'open() of the source gave no routes'],
  [Promise.resolve([]), 'open() of the source gave a promise'],
])('%j is none, and says so', (opened, sentence) => {
  expect(() => sessionOf(opened as never)).toThrow(sentence)
})
