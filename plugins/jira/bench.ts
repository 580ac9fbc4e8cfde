import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { adfToBlocks } from './adf/index.ts'
import { startEmulator } from './emulator/index.ts'
import { wikiToBlocks } from './wiki/index.ts'

/** The two converters on whole issues (description, environment, comments), beside the parsing of the same bodies as JSON. */
export default async function converters(): Promise<void> {
  const rows: (readonly string[])[] = []
  for (const project of ['MOD', 'DAEMON']) {
    const file = new URL(`../../../shared/data/jira/${project}.jsonl.gz`, import.meta.url)
    if (existsSync(file))
      rows.push(row(`wiki markup, real issues of ${project}`, realIssues(file), body => wikiToBlocks(String(body), {})))
  }
  rows.push(
    row('wiki markup, generated issues', await generated('data-center'), body => wikiToBlocks(String(body), {})),
  )
  rows.push(row('ADF, generated issues', await generated('cloud'), body => adfToBlocks(body, {})))
  const lines = rows.map(cells => `| ${cells.join(' | ')} |`)
  console.log(
    `\n### Converters\n\n| input | issues | MB | issues/s | MB/s | JSON.parse of the same |\n| --- | --- | --- | --- | --- | --- |\n${lines.join('\n')}`,
  )
}

/** The bodies of one issue. */
type Bodies = readonly unknown[]

function row(name: string, issues: readonly Bodies[], convert: (body: unknown) => unknown): readonly string[] {
  const json = issues.map(bodies => JSON.stringify(bodies))
  const megabytes = json.reduce((sum, text) => sum + text.length, 0) / 1e6
  const converted = best(() => {
    for (const bodies of issues) for (const body of bodies) convert(body)
  })
  const parsed = best(() => {
    for (const text of json) JSON.parse(text)
  })
  const perSecond = (seconds: number): string => Math.round(issues.length / seconds).toLocaleString('en')
  return [
    name,
    String(issues.length),
    megabytes.toFixed(1),
    perSecond(converted),
    (megabytes / converted).toFixed(0),
    `${perSecond(parsed)} issues/s`,
  ]
}

/** Seconds of the best of seven, the first two of which warm up. */
function best(work: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const started = performance.now()
    work()
    return (performance.now() - started) / 1000
  })
  return Math.min(...times.slice(2))
}

interface Issue {
  readonly fields: {
    readonly description?: unknown
    readonly environment?: unknown
    readonly comment?: { readonly comments: readonly { readonly body: unknown }[] }
  }
}

function bodiesOf({ fields }: Issue): Bodies {
  return [fields.description, fields.environment, ...(fields.comment?.comments ?? []).map(({ body }) => body)].filter(
    Boolean,
  )
}

function realIssues(file: URL): readonly Bodies[] {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n')
  return lines.filter(Boolean).map(line => bodiesOf(JSON.parse(line) as Issue))
}

async function generated(flavour: 'cloud' | 'data-center'): Promise<readonly Bodies[]> {
  const emulator = await startEmulator({ flavour, issues: 500, seed: 1, commentCap: 5000 })
  try {
    const authorization = `Basic ${btoa('bench@acme.example:bench')}`
    const keys = Array.from({ length: 500 }, (_, at) => `DEMO-${at + 1}`)
    const api = `${emulator.url}/rest/api/${flavour === 'cloud' ? 3 : 2}`
    const issues = await Promise.all(
      keys.map(
        async key => (await fetch(`${api}/issue/${key}`, { headers: { authorization } })).json() as Promise<Issue>,
      ),
    )
    return issues.map(bodiesOf)
  } finally {
    await emulator.close()
  }
}
