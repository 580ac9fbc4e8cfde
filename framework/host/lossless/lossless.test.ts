import { it } from 'vitest'
import { changeOneWord } from './change-one-word.test-support.ts'
import { trackers } from './trackers.test-support.ts'

/** The others take too long to load for so few. */
const quick = trackers.filter(({ name }) => !name.endsWith('MOD'))

it.each(quick)('one word of an issue is all that changes: $name', tracked => changeOneWord(tracked, 5, 7))
