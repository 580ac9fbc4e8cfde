import { existsSync, readdirSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openHost } from '../../host.ts'
import { loadPlugin } from '../../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../../plugin/locate.ts'
import type { Options, Values } from '../../source/options.ts'
import type { Host } from '../contract.ts'
import { withJoinedTexts } from './joined-texts.test-support.ts'

/** What this test uses of an emulator. */
export interface Emulator {
  readonly url: string
  readonly env: Readonly<Record<string, string>>
  readonly requests: { readonly total: number; readonly counts: Readonly<Record<string, number>>; reset(): void }
  close(): Promise<void>
}

/** A tracker with issues to change one word of. */
export interface Tracked {
  readonly plugin: 'jira' | 'github' | 'bugzilla' | 'redmine'
  readonly name: string
  /** Of the emulator. */
  readonly emulate: { readonly issues?: number; readonly [option: string]: unknown }
  /** Of the plugin, besides what the emulator's environment says. */
  readonly options?: Values<Options>
  /** What of an issue may be written: which texts have words to change. */
  readonly texts: readonly ('title' | 'body' | 'sections' | 'comments')[]
  /** What changes with any save of an issue, besides what was saved. */
  readonly follows: RegExp
  /** Everything that the tracker says of an issue, past us. */
  ask(emulator: Emulator, path: string): Promise<unknown>
}

const data = new URL('../../../../shared/data/', import.meta.url)

/** Real issues where they are beside the checkout, else generated ones. */
function loaded(files: readonly string[], generated: Tracked['emulate']): Tracked['emulate'] {
  const found = files.map(file => new URL(file, data)).filter(url => existsSync(url))
  return found.length > 0 ? { load: found.map(url => fileURLToPath(url)) } : generated
}

function github(): readonly string[] {
  const folder = new URL('github/', data)
  return existsSync(folder) ? readdirSync(folder).map(name => `github/${name}`) : []
}

function jira(flavour: 'cloud' | 'data-center', project: 'MOD' | 'DAEMON'): Tracked {
  const api = flavour === 'cloud' ? '3' : '2'
  return {
    plugin: 'jira',
    name: `Jira ${flavour}, ${project}`,
    emulate: { flavour, ...loaded([`jira/${project}.jsonl.gz`], { issues: 120, projects: [project] }) },
    options: { projects: [project], jql: undefined },
    texts: ['body', 'sections', 'comments'],
    follows: /^issue\.fields\.updated$|^comments\.\d+\.(?:updated|updateAuthor)/,
    async ask({ url, env }, path) {
      const issue = `${url}/rest/api/${api}/issue/${posix.basename(path, '.md')}`
      const secret = env.JIRA_EMAIL
        ? `Basic ${Buffer.from(`${env.JIRA_EMAIL}:${env.JIRA_TOKEN}`).toString('base64')}`
        : `Bearer ${env.JIRA_TOKEN}`
      const headers = { Authorization: secret }
      const whole = (await json(`${issue}?fields=*all`, headers)) as { fields: { comment?: unknown } }
      const { comments } = (await json(`${issue}/comment?maxResults=1000`, headers)) as { comments: unknown }
      delete whole.fields.comment
      return withJoinedTexts({ issue: whole, comments })
    },
  }
}

export const trackers: readonly Tracked[] = [
  jira('cloud', 'MOD'),
  jira('cloud', 'DAEMON'),
  jira('data-center', 'MOD'),
  jira('data-center', 'DAEMON'),
  {
    plugin: 'jira',
    name: 'Jira cloud, generated',
    emulate: { flavour: 'cloud', issues: 150, projects: ['DEMO'] },
    options: { projects: ['DEMO'], jql: undefined },
    texts: ['body', 'sections', 'comments'],
    follows: jira('cloud', 'MOD').follows,
    ask: jira('cloud', 'MOD').ask,
  },
  {
    plugin: 'jira',
    name: 'Jira data-center, generated',
    emulate: { flavour: 'data-center', issues: 150, projects: ['DEMO'] },
    options: { projects: ['DEMO'], jql: undefined },
    texts: ['body', 'sections', 'comments'],
    follows: jira('cloud', 'MOD').follows,
    ask: jira('data-center', 'MOD').ask,
  },
  {
    plugin: 'github',
    name: 'GitHub',
    emulate: loaded(github(), { issues: 120 }),
    texts: ['body', 'comments'],
    follows: /^issue\.updated_at$|^comments\.\d+\.updated_at$/,
    async ask({ url, env }, path) {
      const [owner, repository, , file] = path.split('/') as [string, string, string, string]
      const headers = { Authorization: `Bearer ${env.GITHUB_TOKEN}` }
      const issue = `${url}/repos/${owner}/${repository}/issues/${posix.basename(file, '.md')}`
      return { issue: await json(issue, headers), comments: await json(`${issue}/comments?per_page=100`, headers) }
    },
  },
  {
    plugin: 'bugzilla',
    name: 'Bugzilla',
    emulate: { issues: 120 },
    texts: ['title', 'sections'],
    follows: /^bug\.bugs\.0\.(?:last_change_time|update_token)$/,
    async ask({ url, env }, path) {
      const bug = `${url}/rest/bug/${posix.basename(path, '.md')}`
      const key = `api_key=${env.BUGZILLA_API_KEY}`
      return { bug: await json(`${bug}?${key}&include_fields=_all`), comments: await json(`${bug}/comment?${key}`) }
    },
  },
  redmine('markdown'),
  redmine('textile'),
]

function redmine(textFormat: 'markdown' | 'textile'): Tracked {
  return {
    plugin: 'redmine',
    name: `Redmine, ${textFormat}`,
    emulate: { issues: 120, textFormat },
    options: { textFormat },
    texts: ['body', 'sections', 'comments'],
    follows: /^issue\.(?:updated_on$|watchers|journals\.\d+(?:$|\.updated_|\.user))/,
    async ask({ url, env }, path) {
      const headers = { 'X-Redmine-API-Key': env.REDMINE_API_KEY ?? '' }
      const parts = 'journals,children,relations,watchers,attachments'
      return json(`${url}/issues/${posix.basename(path, '.md')}.json?include=${parts}`, headers)
    },
  }
}

async function json(url: string, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
  const response = await fetch(url, { headers })
  if (!response.ok) throw new Error(`${url} is answered ${response.status}.`)
  return response.json()
}

/**
 * A host that may write, on a tracker of its own.
 *
 * @param most issues that are wanted of it: no more than some of so many are generated
 */
export async function openTracker(
  { plugin, emulate, options }: Tracked,
  most: number,
  folder: string,
  stack: AsyncDisposableStack,
): Promise<{ readonly emulator: Emulator; readonly host: Host }> {
  const module = locatePlugin(plugin, process.cwd())
  const { startEmulator } = (await import(locateEmulator(module)!.href)) as {
    startEmulator(options: object): Promise<Emulator>
  }
  const { issues } = emulate
  const emulator = await startEmulator(
    issues === undefined ? emulate : { ...emulate, issues: Math.min(issues, most * 4) },
  )
  stack.defer(() => emulator.close())
  const source = await loadPlugin(module)
  const values = { ...optionsOf(plugin, source.options, emulator.env), ...options }
  const host = openHost({
    mounts: [{ name: '', source, module, options: values }],
    cacheFolder: `${folder}/cache`,
    stateFolder: `${folder}/state`,
    write: 'wait',
    policy: { shortest: 60_000 },
  })
  stack.defer(() => host.stop())
  await host.start()
  await host.listed()
  return { emulator, host }
}

/** Values for a source's options from the environment that its emulator names. */
function optionsOf(plugin: string, table: Options, env: Emulator['env']): Values<Options> {
  const given = Object.entries(table).flatMap(([name, option]) => {
    const value = env[option.env ?? `${plugin}_${name}`.toUpperCase()]
    return value === undefined ? [] : [[name, option.type === 'list' ? value.split(',') : value] as const]
  })
  return { ...Object.fromEntries(given), rate: 1000 }
}
