import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { type Host, openHost } from '../host.ts'
import { readDocument, revisionOf } from '../markdown/index.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import type { Options, Values } from '../source/options.ts'
import { generator } from '../testkit/generator.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'

/** What this test uses of an emulator. */
interface Emulator {
  readonly env: Readonly<Record<string, string>>
  readonly requests: { readonly total: number }
  readonly control: { comment(key: string, body: string): string }
  close(): Promise<void>
}

/** An issue in the tree, and what its tracker calls it. */
interface Issue {
  readonly mount: string
  readonly path: string
  readonly key: string
}

const trackers = ['jira', 'github', 'bugzilla', 'redmine'] as const

/** Requests per second that each mount is held to, and more than that at once. */
const rate = 60

/**
 * Four trackers in one tree, each failing in one request of ten, while their issues change and are read: no wrong byte,
 * every change arrives, and no tracker is asked more often than it allows.
 *
 * @param duration of the changes and reads, in milliseconds
 */
export async function soak(duration: number, seed: number): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const emulators = new Map<string, Emulator>()
  const mounts = []
  for (const name of trackers) {
    const module = locatePlugin(name, process.cwd())
    const { startEmulator } = (await import(locateEmulator(module)!.href)) as {
      startEmulator(options: object): Promise<Emulator>
    }
    const faults = { rate: 0.1, seed, kinds: ['429', '500', '503', 'cut', 'drop', 'garbage', 'slow'], slow: 100 }
    const emulator = await startEmulator({ issues: 40, latency: 2, seed, faults })
    stack.defer(() => emulator.close())
    emulators.set(name, emulator)
    const source = await loadPlugin(module)
    mounts.push({ name, source, module, options: optionsOf(name, source.options, emulator.env) })
  }
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-soak-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const host = openHost({ mounts, cacheFolder: join(folder, 'cache'), policy: { shortest: 300, deadline: 5000 } })
  stack.defer(() => host.stop())
  const started = performance.now()
  await host.start()

  const issues = await patiently(
    () => everyIssue(host),
    found => trackers.every(mount => found.some(issue => issue.mount === mount)),
  )
  const random = generator(seed)
  const any = (): Issue => issues[Math.floor(random() * issues.length)]!
  const said: { readonly issue: Issue; readonly word: string }[] = []
  for (let round = 0; performance.now() - started < duration; round++) {
    const issue = any()
    const word = `soak${seed}word${round}`
    emulators.get(issue.mount)!.control.comment(issue.key, `A comment with ${word} in it.`)
    said.push({ issue, word })
    for (let reads = 0; reads < 10; reads++) await readSoundly(host, any())
    await setTimeout(20)
  }
  for (const { issue, word } of said) {
    const text = await patiently(
      () => readSoundly(host, issue),
      found => found?.includes(word) === true,
    )
    expect(text, `${issue.mount} ${issue.key}, seed ${seed}`).toContain(word)
  }
  const seconds = (performance.now() - started) / 1000
  for (const [name, { requests }] of emulators) {
    expect(requests.total, `requests to ${name} in ${seconds} s`).toBeLessThanOrEqual(rate * seconds + 2 * rate)
  }
}

/** The whole text of an issue, which is of one version and of this issue; `undefined` when the tracker is in the way. */
async function readSoundly(host: Host, { path, key, mount }: Issue): Promise<string | undefined> {
  let text: string
  try {
    text = Buffer.from(await readWhole(host.vfs, (await walk(host.vfs, path)).ino)).toString()
  } catch (thrown) {
    expect((thrown as { kind?: string }).kind, `${mount} ${key}: ${thrown}`).toMatch(
      /^(?:deadline|offline|rate-limited|unexpected)$/,
    )
    return undefined
  }
  const document = readDocument(text)
  expect(document.kind, path).toBe('document')
  if (document.kind === 'document') expect(document.revision, path).toBe(revisionOf(text))
  return text
}

async function everyIssue(host: Host): Promise<readonly Issue[]> {
  const found: Issue[] = []
  const visit = async (path: string, ino: number): Promise<void> => {
    for (const entry of await list(host.vfs, ino)) {
      const below = posix.join(path, entry.name)
      if (entry.kind === 'folder' && entry.name !== 'views') await visit(below, entry.ino)
      else if (entry.kind === 'file' && /\d\.md$/.test(entry.name)) found.push(issueAt(below))
    }
  }
  await visit('', 1)
  return found
}

function issueAt(path: string): Issue {
  const [mount, owner, repository] = path.split('/') as [string, string, string]
  const stem = posix.basename(path, '.md')
  return { mount, path, key: mount === 'github' ? `${owner}/${repository}#${stem}` : stem }
}

/** Tries until it works out, half a minute at most. */
async function patiently<T>(attempt: () => Promise<T>, isGood: (value: T) => boolean): Promise<T> {
  const until = performance.now() + 30_000
  for (;;) {
    try {
      const value = await attempt()
      if (isGood(value) || performance.now() > until) return value
    } catch (thrown) {
      if (performance.now() > until) throw thrown
    }
    await setTimeout(100)
  }
}

/** Values for a source's options from the environment that its emulator names. */
function optionsOf(plugin: string, table: Options, env: Emulator['env']): Values<Options> {
  const given = Object.entries(table).flatMap(([name, option]) => {
    const value = env[option.env ?? `${plugin}_${name}`.toUpperCase()]
    return value === undefined ? [] : [[name, option.type === 'list' ? value.split(',') : value] as const]
  })
  return { ...Object.fromEntries(given), rate }
}
