import { expect, it } from 'vitest'
import { mutantSource } from './mutants/source.ts'
import { startMutantTracker } from './mutants/tracker.ts'
import { testSource } from './test-source.ts'

const skip = (name: string, reason: string) => () =>
  testSource({ source: mutantSource(), start: startMutantTracker, skip: [{ case: name, reason }] })

it('refuses to skip what is no case, and to skip without a reason', () => {
  expect(skip('lists everything', 'It does not.')).toThrow('There is no case "lists everything" to skip.')
  expect(skip('a listing has each issue once', ' ')).toThrow('needs a reason')
})
