import { describe, expect, it } from 'vitest'
import { parseOperation } from './graphql/parse.ts'
import { startEmulator } from './index.ts'

async function asked(query: string, options: Parameters<typeof startEmulator>[0] = {}) {
  const emulator = await startEmulator({ issues: 30, ...options })
  const headers = { authorization: 'bearer abc' }
  const response = await fetch(`${emulator.url}/api/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query }),
  })
  const answer = (await response.json()) as {
    readonly data?: unknown
    readonly errors?: readonly { readonly type?: string; readonly extensions?: { readonly code: string } }[]
  }
  await emulator.close()
  return { status: response.status, ...answer }
}

const REPOSITORY = 'repository(owner:"acme",name:"demo")'

describe('GraphQL as the emulator speaks it', () => {
  it('reads fields, aliases, arguments, variables and inline fragments', () => {
    const [field] = parseOperation(
      'query($a:[Int!]=3){x:y(first:10,by:{a:B,c:"d\\"e"},is:true){...on Z{w}}} # end',
    ).selections
    expect(field).toEqual({
      kind: 'field',
      name: 'y',
      alias: 'x',
      args: {
        first: { constant: 10 },
        by: { object: { a: { constant: 'B' }, c: { constant: 'd"e' } } },
        is: { constant: true },
      },
      selections: [{ kind: 'fragment', type: 'Z', selections: [expect.objectContaining({ name: 'w' })] }],
    })
    expect(() => parseOperation('{a')).toThrow('Unexpected end')
    expect(() => parseOperation('{a} b')).toThrow('actual: b')
  })

  it('pages forward and backward, and gives what is refused as null with its error', async () => {
    const page = 'totalCount pageInfo{hasNextPage hasPreviousPage startCursor endCursor} nodes{number}'
    const { data } = await asked(`{${REPOSITORY}{a:issues(first:5){${page}} b:issues(last:5){${page}}}}`)
    const a = { pageInfo: { hasNextPage: true, hasPreviousPage: false } }
    const b = { pageInfo: { hasNextPage: false, hasPreviousPage: true } }
    expect(data).toMatchObject({ repository: { a, b } })
    const missing = await asked(`{viewer{login} ${REPOSITORY}{issueOrPullRequest(number:999){__typename}}}`)
    expect(missing.data).toEqual({ viewer: { login: 'octo' }, repository: { issueOrPullRequest: null } })
    expect(missing.errors).toMatchObject([{ type: 'NOT_FOUND', path: ['repository', 'issueOrPullRequest'] }])
  })

  it('refuses what is not in its schema, and takes too long for too much', async () => {
    const unknown = await asked(`{${REPOSITORY}{issues(first:1,color:1){nodes{nonsense}}}}`)
    expect(unknown.data).toBeUndefined()
    expect(unknown.errors?.map(({ extensions }) => extensions?.code)).toEqual(['argumentNotAccepted', 'undefinedField'])
    const heavy = `{${REPOSITORY}{issues(first:100){nodes{comments(first:100){nodes{body}}}}}}`
    expect((await asked(heavy, { mostNodes: 5000 })).status).toBe(502)
    const unbound = await asked(`{${REPOSITORY}{issues{totalCount nodes{number}}}}`)
    expect(unbound.errors?.[0]?.type).toBe('MISSING_PAGINATION_BOUNDARIES')
    expect((await asked(`{${REPOSITORY}{issues{totalCount}}}`)).errors).toBeUndefined()
    const deep = 'comments(first:100){nodes{author{login}}}'
    const huge = `{${REPOSITORY}{pullRequests(first:100){nodes{reviews(first:100){nodes{${deep}}}}}}}`
    expect((await asked(huge)).errors?.[0]?.type).toBe('MAX_NODE_LIMIT_EXCEEDED')
    const tooMany = await asked(`{${REPOSITORY}{issues(first:101){totalCount}}}`)
    expect(tooMany.errors?.[0]?.type).toBe('EXCESSIVE_PAGINATION')
  })
})
