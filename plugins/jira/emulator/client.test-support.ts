import type { Emulator } from './contract.ts'

/** A small client for the emulator's own tests: JSON in and out, Basic authentication. */
export function createClient(emulator: Emulator) {
  const authorization = `Basic ${Buffer.from(`mona@example.test:${emulator.env.JIRA_TOKEN}`).toString('base64')}`
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(emulator.url + path, {
      method,
      redirect: 'manual',
      headers: { authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const isJson = text !== '' && response.headers.get('content-type')?.startsWith('application/json')
    // biome-ignore lint/suspicious/noExplicitAny: answers are checked by the tests themselves
    return { status: response.status, headers: response.headers, text, json: (isJson ? JSON.parse(text) : {}) as any }
  }
  return {
    ask,
    get: (path: string) => ask('GET', path),
    post: (path: string, body: unknown) => ask('POST', path, body),
    put: (path: string, body: unknown) => ask('PUT', path, body),
    remove: (path: string) => ask('DELETE', path),
    /** Keys of a Cloud search, all pages. */
    async keys(jql: string, extra: Readonly<Record<string, unknown>> = {}): Promise<string[]> {
      const found: string[] = []
      let nextPageToken: string | undefined
      do {
        const body = { jql, fields: ['key'], ...extra, ...(nextPageToken ? { nextPageToken } : {}) }
        const { status, json, text } = await ask('POST', '/rest/api/3/search/jql', body)
        if (status !== 200) throw new Error(text)
        found.push(...json.issues.map((issue: { key: string }) => issue.key))
        nextPageToken = json.nextPageToken
      } while (nextPageToken)
      return found
    },
  }
}

export type Client = ReturnType<typeof createClient>
