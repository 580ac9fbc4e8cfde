import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isSourceError, type Session } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'
import { bench, FLAVOURS, openSession } from './reading.test-support.ts'

const call = testCall()
const problemOf = async (attempt: Promise<unknown>) => {
  const error = await attempt.then(
    () => undefined,
    thrown => thrown,
  )
  return isSourceError(error) ? { kind: error.kind, sentence: error.message } : error
}

describe.each(FLAVOURS)('connecting (%s)', flavour => {
  it('says what it found, and as whom', async () => {
    await using it = await bench({ flavour, issues: 3 }, { projects: ['DEMO'], jql: 'summary is not empty' })
    const connection = await it.session.connect!(call)
    expect(connection.instance).toBe(it.emulator.url)
    expect(connection.account?.id).toBeTruthy()
    expect(connection.summary).toContain(flavour === 'cloud' ? 'Jira Cloud' : 'Jira Data Center')
  })

  it('names the remedy for refused credentials', async () => {
    await using it = await bench({ flavour, issues: 1, token: 'right' }, { token: 'wrong' })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('denied')
    expect(sentence).toContain('JIRA_TOKEN')
    expect(sentence).not.toContain('wrong')
    if (flavour === 'cloud') expect(sentence).toContain('JIRA_EMAIL')
  })

  it('names the nearest projects for an unknown one', async () => {
    await using it = await bench({ flavour, issues: 2, projects: ['PROJ', 'OPS'] }, { projects: ['PORJ'] })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('not-found')
    expect(sentence).toMatch(/no project PORJ at .*: the nearest are PROJ, OPS/)
  })

  it('says in Jira’s words what is wrong with the JQL', async () => {
    await using it = await bench({ flavour, issues: 1 }, { jql: 'statsu = Open' })
    const { kind, sentence } = await problemOf(it.session.connect!(call))
    expect(kind).toBe('invalid')
    expect(sentence).toContain('statsu')
  })

  it('doubts the address where no Jira answers', async () => {
    await using it = await bench({ flavour, issues: 1 })
    const elsewhere = openSession(it.emulator, { url: `${it.emulator.url}/wiki` })
    const { kind, sentence } = await problemOf(elsewhere.connect!(call))
    expect(kind).toBe('invalid')
    expect(sentence).toContain('JIRA_URL')
  })
})

it('doubts the address where a web page answers', async () => {
  const server = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<html>Hello</html>'),
  )
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const session = jira.open({ url, flavour: 'auto', rate: 10 } as JiraOptions) as Session
  const { kind, sentence } = await problemOf(session.connect!(call))
  await new Promise(resolve => server.close(resolve))
  expect(kind).toBe('invalid')
  expect(sentence).toContain(`There is no Jira at ${url}`)
})

it('says offline when nobody answers', async () => {
  const session = jira.open({
    url: 'http://127.0.0.1:9',
    flavour: 'cloud',
    rate: 10,
    token: 't',
    email: 'e',
  } as JiraOptions)
  expect(await problemOf((session as Session).connect!(call))).toMatchObject({ kind: 'offline' })
})
