import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openHost } from '../host.ts'
import { createRouter } from '../path/router.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import { sessionOf } from '../plugin/session.ts'
import { renderEntity } from '../sync/render-entity.ts'
import { printTable } from './table.ts'

/** How many stored entities become Markdown files in a second, in one thread, beside the parsing of their JSON alone. */
export default async function rendering(): Promise<void> {
  const plugin = locatePlugin('jira', process.cwd())
  const source = await loadPlugin(plugin)
  const { startEmulator } = (await import(locateEmulator(plugin)!.href)) as {
    startEmulator(options: object): Promise<{ readonly env: Readonly<Record<string, string>>; close(): Promise<void> }>
  }
  const rows: (string | number)[][] = []
  for (const flavour of ['cloud', 'data-center']) {
    const emulator = await startEmulator({ flavour, issues: 2000, seed: 1 })
    const folder = await mkdtemp(join(tmpdir(), 'issuefs-bench-'))
    const { JIRA_URL: url, JIRA_EMAIL: email, JIRA_TOKEN: token } = emulator.env
    const options = { url, email, token, jql: 'project is not EMPTY', flavour: 'auto', rate: 1000 }
    const host = openHost({ mounts: [{ name: '', source, options }], cacheFolder: folder })
    try {
      await host.start()
      await host.settled()
      const router = createRouter(sessionOf(source.open(options)))
      const { read } = host.store
      const entities = Array.from({ length: 10_000 }, (_, at) => read.entities.entity(at + 1)).filter(
        found => found?.body !== undefined,
      )
      const jobs = entities.map(entity => ({ route: entity!.route, key: entity!.key, body: entity!.body! }))
      const bytes = jobs.reduce((sum, job) => {
        const answer = renderEntity(router, job)
        return sum + ('bytes' in answer ? answer.bytes.byteLength : 0)
      }, 0)
      const render = best(() => {
        for (const job of jobs) renderEntity(router, job)
      })
      const parse = best(() => {
        for (const { body } of jobs) JSON.parse(body)
      })
      const perSecond = (seconds: number): string => Math.round(jobs.length / seconds).toLocaleString('en')
      rows.push([flavour, (bytes / jobs.length / 1000).toFixed(1), perSecond(render), `${perSecond(parse)} entities/s`])
    } finally {
      await host.stop()
      await emulator.close()
      await rm(folder, { recursive: true, force: true })
    }
  }
  printTable(
    'Rendering of Jira issues, one thread',
    ['flavour', 'KB a document', 'documents/s', 'JSON.parse alone'],
    rows,
  )
}

/** Seconds of the best of five. */
function best(work: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now()
    work()
    return (performance.now() - started) / 1000
  })
  return Math.min(...times)
}
