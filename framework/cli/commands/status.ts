import { resolve } from 'node:path'
import { UsageError } from '../../config/usage-error.ts'
import type { HostStatus } from '../../host/status.ts'
import type { Command, Invocation } from '../command.ts'
import type { Context } from '../context.ts'
import { connectTo } from '../control/client.ts'
import { placeIn, type Running, runningMounts } from '../control/registry.ts'
import { sentenceOf } from '../failure.ts'
import { planTree } from '../plan.ts'
import { pathLines, statusLines } from '../status-lines.ts'
import type { PathStatus } from '../tree/path-status.ts'

/** A mount as `--json` shows it; `folder` is absent when it does not run. */
interface Report {
  readonly folder?: string
  readonly pid?: number
  readonly backend?: string
  readonly status?: HostStatus
  /** Why it did not answer. */
  readonly problem?: string
}

export const status: Command = {
  name: 'status',
  summary: 'Show the mounts, how fresh they are and what went wrong; or the same of one file.',
  arguments: [{ syntax: '[path]', help: 'A file or a folder of a mount. Default: all mounts.' }],
  plugin: 'tree',
  flags: [{ flags: '--json', help: 'Print JSON.' }],
  examples: [
    ['issuefs status', 'all mounts'],
    ['issuefs status jira/PROJ/PROJ-42.md', 'how fresh that file is, which edits of it wait, or why it can’t be read'],
    ['issuefs status --plugin jira --json', 'what the cache holds, when nothing is mounted'],
  ],
  async run(invocation, context) {
    const { output, folders, from } = context
    const json = invocation.flags.json === true
    const [path] = invocation.arguments
    const mounts = runningMounts(folders.runtime)
    const place = typeof path === 'string' ? placeIn(mounts, resolve(from, path)) : undefined
    if (place && place.path !== '') return showPath(await askPath(place.running, place.path), json, context)
    if (typeof path === 'string' && !place)
      return showPath(await storedPath(path, mounts, invocation, context), json, context)
    const reports = place ? [await report(place.running)] : await allReports(mounts, invocation, context)
    if (json) output.json(reports)
    else if (reports.length === 0) output.print('Nothing is mounted.')
    else for (const each of reports) for (const line of reportLines(each)) output.print(line)
    return reports.some(({ problem }) => problem !== undefined) ? 1 : 0
  },
}

function showPath(status: PathStatus, json: boolean, { output }: Context): 0 | 1 {
  if (json) output.json(status)
  else for (const line of pathLines(status)) output.print(line)
  return status.error ? 1 : 0
}

async function askPath(running: Running, path: string): Promise<PathStatus> {
  const client = await connectTo(running)
  try {
    return await client.ask('pathStatus', { path })
  } finally {
    client.close()
  }
}

async function storedPath(
  path: string,
  mounts: readonly Running[],
  invocation: Invocation,
  context: Context,
): Promise<PathStatus> {
  const [only, another] = mounts
  if (only && !another && invocation.selection.selected.length === 0) return askPath(only, path)
  if (invocation.selection.selected.length === 0)
    throw new UsageError(`"${path}" is in no running mount; "issuefs status" lists them.`)
  const plan = await planTree(invocation, context)
  const running = mounts.find(({ cacheFolder }) => cacheFolder === plan.cacheFolder)
  if (running) return askPath(running, path)
  const { storedPathStatus } = await import('../tree/stored-status.ts')
  return storedPathStatus(plan, path)
}

async function allReports(
  mounts: readonly Running[],
  invocation: Invocation,
  context: Context,
): Promise<readonly Report[]> {
  const chosen = invocation.selection.by === 'plugin' ? await planTree(invocation, context) : undefined
  const wanted = chosen ? mounts.filter(({ cacheFolder }) => cacheFolder === chosen.cacheFolder) : mounts
  if (wanted.length > 0) return Promise.all(wanted.map(report))
  if (invocation.selection.selected.length === 0) return []
  const { storedStatus } = await import('../tree/stored-status.ts')
  const stored = await storedStatus(chosen ?? (await planTree(invocation, context)))
  return stored ? [{ status: stored }] : []
}

async function report(running: Running): Promise<Report> {
  const { folder, pid, backend } = running
  try {
    const client = await connectTo(running)
    try {
      return { folder, pid, backend, status: await client.ask('status', {}) }
    } finally {
      client.close()
    }
  } catch (thrown) {
    return { folder, pid, backend, problem: sentenceOf(thrown) }
  }
}

function reportLines({ folder, pid, backend, status, problem }: Report): readonly string[] {
  const head = folder === undefined ? 'Not mounted; the cache has:' : `${folder} (process ${pid}, ${backend})`
  return [head, ...(problem === undefined ? [] : [`  ${problem}`]), ...(status ? statusLines(status) : [])]
}
