import { it } from 'vitest'
import { changeOneWord } from './change-one-word.test-support.ts'
import { trackers } from './trackers.test-support.ts'

it.each(trackers)('one word of an issue is all that changes: $name', tracked => changeOneWord(tracked, 4, 7))
