import { describe, expect, it } from 'vitest'
import { allOf, conditionOf, quoted, withoutOrder } from './jql.ts'

describe('JQL', () => {
  it('joins conditions so that an OR stays inside', () => {
    expect(allOf('a = 1 OR b = 2', undefined, 'c = 3')).toBe('(a = 1 OR b = 2) AND (c = 3)')
    expect(allOf('a = 1')).toBe('a = 1')
  })

  it('quotes what strangers chose', () => {
    expect(quoted('a" OR project = "B')).toBe('"a\\" OR project = \\"B"')
  })

  it('takes the order off, but not out of a text', () => {
    expect(withoutOrder('assignee = me  order  BY updated')).toBe('assignee = me')
    expect(withoutOrder('text ~ "order by mail" ORDER BY key')).toBe('text ~ "order by mail"')
    expect(withoutOrder('ORDER BY key')).toBe('')
  })

  it('is never without a bound', () => {
    const none = { projects: undefined, jql: undefined, since: undefined }
    expect(conditionOf(none)).toBe('updated >= "1970-01-02"')
    expect(conditionOf({ ...none, jql: 'ORDER BY key' })).toBe('updated >= "1970-01-02"')
    expect(conditionOf({ projects: ['A', 'B'], jql: 'x = 1', since: '2026-01-01' })).toBe(
      '(project in ("A", "B")) AND (x = 1) AND (updated >= "2026-01-01")',
    )
    expect(conditionOf({ ...none, since: '-90d' }, 'A')).toBe('(project in ("A")) AND (updated >= -90d)')
  })
})
