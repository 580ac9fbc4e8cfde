import { type ChildProcess, fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { type Host, openHost } from '../host.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import type { Options, Values } from '../source/options.ts'
import { printTable, showTime } from './table.ts'

/**
 * A cold load, an unchanged poll and a restart of 10,000 Jira issues with comments, against the emulator in a process of
 * its own, with 10 requests a second allowed and 80 ms of latency.
 */
const issues = 10_000
const rate = 10
const latency = 80

interface Ready {
  readonly url: string
  readonly env: Readonly<Record<string, string>>
}

export default async function coldLoad(): Promise<void> {
  const plugin = locatePlugin('jira', process.cwd())
  const source = await loadPlugin(plugin)
  const folder = await mkdtemp(join(tmpdir(), 'issuefs-bench-'))
  const { child, env } = await startEmulator(locateEmulator(plugin)!)
  const open = (): Host =>
    openHost({
      mounts: [{ name: '', source, module: plugin, options: optionsOf(env) }],
      cacheFolder: join(folder, 'cache'),
    })
  try {
    const started = performance.now()
    let host = open()
    await host.start()
    await host.listed()
    const listed = performance.now() - started
    let stored: number | undefined
    while (stored === undefined) {
      await setTimeout(20)
      const { known, waiting } = host.status().mounts[0]!.issues
      if (known >= issues && waiting === 0) stored = performance.now() - started
    }
    await host.settled()
    const rendered = performance.now() - started
    const cold = host.status().mounts[0]!
    const least = ((cold.requests.requests - 1) / rate) * 1000

    await setTimeout(2000)
    const quiet = host.status().mounts[0]!.requests.requests
    await host.refresh()
    const poll = host.status().mounts[0]!.requests.requests - quiet
    await host.stop()

    child.kill('SIGSTOP')
    const restarted = performance.now()
    host = open()
    const complete = host.status().mounts[0]!.issues
    const names = await host.vfs.readdir(1, 0, 10)
    const restart = performance.now() - restarted
    const asked = host.status().mounts[0]!.requests.requests
    child.kill('SIGCONT')
    await host.stop()

    printTable(
      `Cold load of ${issues.toLocaleString('en')} Jira issues, ${rate} requests/s allowed, ${latency} ms latency`,
      ['what', 'figure', 'target'],
      [
        ['requests', cold.requests.requests, '110 and one per truncated issue'],
        ['the limit alone allows it in', showTime(least), 'baseline'],
        ['all names listed after', showTime(listed), ''],
        ['entities stored after', `${showTime(stored)}, ${(stored / least).toFixed(2)} × the limit`, '1.3 ×'],
        ['all documents rendered after', `${showTime(rendered)}, ${(rendered / least).toFixed(2)} × the limit`, '2 ×'],
        ['requests of an unchanged poll', poll, '1'],
        [
          'restart, warm, the tracker not answering',
          `${showTime(restart)}, ${complete.known} issues, ${names.length} names in the root, ${asked} requests`,
          'under 1 s, 0 requests',
        ],
      ],
    )
  } finally {
    child.kill('SIGCONT')
    child.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

function optionsOf(env: Ready['env']): Values<Options> {
  return {
    url: env.JIRA_URL,
    email: env.JIRA_EMAIL,
    token: env.JIRA_TOKEN,
    jql: 'project is not EMPTY',
    flavour: 'auto',
  }
}

function startEmulator(emulator: URL): Promise<{ child: ChildProcess } & Ready> {
  const child = fork(
    join(import.meta.dirname, 'emulator/child.ts'),
    [emulator.href, JSON.stringify({ issues, rate, latency, seed: 1 })],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  )
  return new Promise((resolve, reject) => {
    child.once('message', ready => resolve({ child, ...(ready as Ready) }))
    child.once('exit', () => reject(new Error('The emulator ended before it was ready.')))
  })
}
