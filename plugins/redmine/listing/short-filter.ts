import type { Condition } from './query.ts'

/** The operators of Redmine by kind of field, the longest first, so that none hides behind its beginning. */
const STATUS = ['=', '!', 'o', 'c', '*']
const DATE = [
  ...['><t+', '><t-', '<t+', '>t+', '>t-', '<t-', 't+', 't-', '>=', '<=', '><', '!*', 'l2w', 'nd', 'ld', 'nw', 'lw'],
  ...['nm', 'lm', 't', 'w', 'm', 'y', '=', '*'],
]
const RELATION = ['=!p', '=p', '!p', '*o', '!o', '!*', '=', '!', '*']
const OTHER = ['>=', '<=', '><', '!~', '!*', '=', '!', '~', '^', '$', '*']

const RELATIONS = /^(?:relates|duplicates|duplicated|blocks|blocked|precedes|follows|copied_to|copied_from)$/

/** A filter in the short form: an operator and values, `o`, `!5`, `>=2026-01-31`, `1|2`. Without one: equals. */
export function shortCondition(field: string, text: string): Condition {
  const operator = operatorsOf(field).find(candidate => {
    return text.startsWith(candidate) && (!/[a-z]$/.test(candidate) || text === candidate)
  })
  const value = operator === undefined ? text : text.slice(operator.length)
  return { field, operator: operator ?? '=', values: value === '' ? [''] : value.split('|') }
}

function operatorsOf(field: string): readonly string[] {
  if (field === 'status_id') return STATUS
  if (/_(?:on|date)$/.test(field)) return DATE
  return RELATIONS.test(field) ? RELATION : OTHER
}
