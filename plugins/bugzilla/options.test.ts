import { isSourceError, type Session } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import bugzilla from './index.ts'
import type { BugzillaOptions } from './options.ts'

const url = 'https://bugs.example.test'
const open = (values: Partial<BugzillaOptions>) =>
  bugzilla.open({ url, flavour: 'auto', ...values } as BugzillaOptions) as Session

describe('the options', () => {
  it.each<[Partial<BugzillaOptions>, string]>([
    [{ since: 'yesterday' }, '--since'],
    [{ since: '2026-13-41' }, '--since'],
    [{ rate: 0 }, 'rate'],
    [{ key: 'two words' }, 'BUGZILLA_API_KEY'],
    [{ saved: 'My bugs' }, 'BUGZILLA_API_KEY'],
    [{ saved: 'My bugs', query: 'a=b', key: 'k' }, '--saved'],
    [{ query: 'quicksearch=crash' }, 'quick search'],
    [{ query: 'limit=5&order=bug_id' }, 'no criteria'],
    [{ query: 'https://other.example.test/buglist.cgi?product=A' }, 'copy the address'],
  ])('%o is refused with a remedy', (values, remedy) => {
    try {
      open(values)
      expect.unreachable()
    } catch (error) {
      expect(isSourceError(error) && error.kind).toBe('invalid')
      expect((error as Error).message).toContain(remedy)
    }
  })

  it.each<Partial<BugzillaOptions>>([
    {},
    { key: 'k' },
    { query: `${url}/buglist.cgi?product=A&list_id=5` },
    { query: 'crash on start' },
    { query: `${url}/buglist.cgi?cmdtype=dorem&remaction=run&namedcmd=Mine&cmdtype=runnamed`, key: 'k' },
    { since: '-90d', products: [' A ', 'A'] },
  ])('%o opens without asking anybody', values => {
    expect(open(values).routes.map(route => route.path)).toContain('{product}/{id:int}.md')
  })

  it('asks bugzilla.mozilla.org slowly', () => {
    expect(open({}).limits).toMatchObject([{ rate: 5 }])
    expect(open({ url: 'https://bugzilla.mozilla.org' }).limits).toMatchObject([{ rate: 1 }])
    expect(open({ rate: 3 }).limits).toMatchObject([{ rate: 3 }])
  })
})
