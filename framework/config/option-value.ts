import type { Option } from '../source/options.ts'
import { UsageError } from './usage-error.ts'

/** A checked value of an option. */
export type OptionValue = string | number | boolean | readonly string[]

/**
 * Reads an option's value from a flag, a variable (texts) or a configuration file (any JSON).
 *
 * @param origin the place it came from, for the sentence: `--url`, `JIRA_URL`, `mounts.jira.url in .issuefsrc.yaml`
 * @throws UsageError naming the option and the place; the value itself only where it is no secret
 */
export function readValue(name: string, option: Option, given: unknown, origin: string): OptionValue {
  const refuse: Refuse = (want, value = option.type === 'secret' ? 'hidden' : 'shown') =>
    new UsageError(`The option ${name} (${origin}) must be ${want}${value === 'hidden' ? '' : show(given)}.`)
  switch (option.type) {
    case 'string':
      if (typeof given === 'number' || typeof given === 'boolean') return String(given)
      if (typeof given !== 'string') throw refuse('a text')
      return given
    case 'secret':
      if (typeof given !== 'string' || given === '') throw refuse('a text that is not empty')
      return given
    case 'url':
      return readUrl(given, refuse)
    case 'list':
      return readList(given, refuse)
    case 'number': {
      const number = typeof given === 'string' && given.trim() !== '' ? Number(given) : given
      if (typeof number !== 'number' || !Number.isFinite(number)) throw refuse('a number')
      return number
    }
    case 'boolean': {
      const found = typeof given === 'boolean' ? given : words.get(String(given).toLowerCase())
      if (found === undefined) throw refuse('true or false')
      return found
    }
    case 'choice':
      if (typeof given !== 'string' || !option.choices.includes(given))
        throw refuse(`one of ${option.choices.join(', ')}`)
      return given
  }
}

const words: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
])

type Refuse = (want: string, value?: 'shown' | 'hidden') => UsageError

function readUrl(given: unknown, refuse: Refuse): string {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : undefined
  if (url && (url.username !== '' || url.password !== ''))
    throw refuse(
      'an address without a user and a password in it, which come from the environment or "issuefs login"',
      'hidden',
    )
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw refuse('an address like https://example.org')
  return given as string
}

function readList(given: unknown, refuse: Refuse): readonly string[] {
  const parts = typeof given === 'string' ? [given] : given
  if (!Array.isArray(parts)) throw refuse('a list, or texts with commas between them')
  return parts.flatMap(part => {
    if (typeof part === 'number') return [String(part)]
    if (typeof part !== 'string') throw refuse('a list of texts')
    return part
      .split(',')
      .map(text => text.trim())
      .filter(text => text !== '')
  })
}

function show(given: unknown): string {
  const text = JSON.stringify(given) ?? 'nothing'
  return `, not ${text.length > 60 ? `${text.slice(0, 59)}…` : text}`
}
