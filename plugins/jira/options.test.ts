import { isSourceError, type Session } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import jira from './index.ts'
import { type JiraOptions, selectionOf } from './options.ts'

const cloud = 'https://acme.atlassian.net'
const own = 'https://jira.acme.test'
const open = (values: Partial<JiraOptions>) =>
  jira.open({ url: own, flavour: 'auto', rate: 10, ...values } as JiraOptions)

describe('the options', () => {
  it.each<[Partial<JiraOptions>, string]>([
    [{ url: cloud, token: 't' }, 'JIRA_EMAIL'],
    [{ email: 'a@b.test' }, 'JIRA_TOKEN'],
    [{ user: 'a' }, 'JIRA_PASSWORD'],
    [{ password: 'p' }, 'JIRA_USER'],
    [{ url: cloud, user: 'a', password: 'p' }, 'JIRA_EMAIL and JIRA_TOKEN'],
    [{ token: 't', user: 'a', password: 'p' }, 'leave out'],
    [{ since: 'yesterday' }, '--since'],
    [{ rate: 0 }, 'rate'],
    [{ projects: ['no key'] }, 'project'],
  ])('%o is refused with a remedy', (values, remedy) => {
    try {
      open(values)
      expect.unreachable()
    } catch (error) {
      expect(isSourceError(error) && error.kind).toBe('invalid')
      expect((error as Error).message).toContain(remedy)
    }
  })

  it.each<Partial<JiraOptions>>([
    {},
    { token: 't' },
    { user: 'a', password: 'p' },
    { url: cloud, email: 'a', token: 't' },
  ])('%o opens without asking anybody', values => {
    expect((open(values) as Session).routes.map(route => route.path)).toContain('{project}/{key}.md')
  })

  it('select', () => {
    const selected = selectionOf({ projects: ['proj', 'OPS', 'PROJ '], jql: ' ', since: '2026-01-31T10:00' } as never)
    expect(selected).toEqual({ projects: ['PROJ', 'OPS'], jql: undefined, since: '2026-01-31' })
  })
})
