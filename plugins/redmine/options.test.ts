import { isSourceError, type Session } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import redmine from './index.ts'
import { queryOf } from './listing/query.ts'
import { selectionOf } from './options.ts'
import { type Given, valuesOf } from './session.test-support.ts'

const url = 'https://redmine.acme.test'
const open = (given: Partial<Given>) => redmine.open(valuesOf({ url, ...given })) as Session

describe('the options', () => {
  it.each<[Partial<Given>, string]>([
    [{ since: 'yesterday' }, '--since'],
    [{ since: '2026-02-31' }, '--since'],
    [{ rate: 0 }, 'rate'],
    [{ projects: ['no identifier'] }, '--projects'],
    [{ projects: ['../etc'] }, '--projects'],
    [{ query: 'nothing', projects: ['a'], since: '-1y' }, '--since'],
    [{ query: '12', projects: ['a', 'b'] }, 'one project'],
    [{ query: 'project_id=1', projects: ['a'] }, 'leave out'],
    [{ query: 'set_filter=1&sort=id' }, 'saved query'],
  ])('%o is refused with a remedy', (given, remedy) => {
    try {
      open(given)
      expect.unreachable()
    } catch (error) {
      expect(isSourceError(error) && error.kind).toBe('invalid')
      expect((error as Error).message).toContain(remedy)
    }
  })

  it('open without asking anybody', () => {
    expect(open({}).routes.map(route => route.path)).toEqual([
      '{project}/{id:int}.md',
      '{project}/{id:int}/history.md',
      '{project}/{id:int}/attachments/{name}',
      '{id:int}.md',
      '{project}',
    ])
    expect(open({ query: '1' }).feeds?.[0]?.list).toBeDefined()
  })

  it('select', () => {
    const selection = selectionOf(valuesOf({ url, projects: ['Demo', 'demo ', 'a-b_c'], since: '-2h' }), 10_000_000)
    expect(selection).toMatchObject({ projects: ['demo', 'a-b_c'], since: 2_800_000, query: undefined })
  })
})

describe('a query', () => {
  it.each<[string, string, string, readonly string[]]>([
    ['tracker_id=1', 'tracker_id', '=', ['1']],
    ['tracker_id=!1|2', 'tracker_id', '!', ['1', '2']],
    ['status_id=o', 'status_id', 'o', ['']],
    ['subject=open', 'subject', '=', ['open']],
    ['subject=~login', 'subject', '~', ['login']],
    ['due_date=<t%2B5', 'due_date', '<t+', ['5']],
    ['due_date=t', 'due_date', 't', ['']],
    ['updated_on=%3E%3D2026-01-31', 'updated_on', '>=', ['2026-01-31']],
    ['assigned_to_id=!*', 'assigned_to_id', '!*', ['']],
    ['cf_3=x', 'cf_3', '=', ['x']],
    ['blocks=*o', 'blocks', '*o', ['']],
    [
      'https://r.test/issues?set_filter=1&f%5B%5D=tracker_id&op%5Btracker_id%5D=%3D&v%5Btracker_id%5D%5B%5D=4&f[]=',
      'tracker_id',
      '=',
      ['4'],
    ],
  ])('%s', (text, field, operator, values) => {
    expect(queryOf(text)).toEqual({ kind: 'filter', conditions: [{ field, operator, values }] })
  })

  it.each(['7', 'https://r.test/projects/a/issues?query_id=7'])('%s is a saved one', text => {
    expect(queryOf(text)).toEqual({ kind: 'saved', id: '7' })
  })
})
