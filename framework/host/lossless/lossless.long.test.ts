import { it } from 'vitest'
import { changeOneWord } from './change-one-word.test-support.ts'
import { trackers } from './trackers.test-support.ts'

it.each(trackers)('one word of every issue is all that changes: $name', tracked =>
  changeOneWord(tracked, Number.POSITIVE_INFINITY, 1),
)
