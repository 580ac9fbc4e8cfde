import { expect, onTestFinished, test } from 'vitest'
import { type Host, type MountRequest, openHost } from '../host.ts'
import { SourceError } from '../source/error.ts'
import { rootIno } from '../store/contract.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { quiet, temporaryFolder, textOf } from '../testkit/scripted-host.ts'
import { type ScriptedOptions, scriptedSource } from '../testkit/scripted-source.ts'
import { createTracker, type Tracker } from '../testkit/tracker.ts'
import { list, walk } from '../vfs/walk.ts'

interface Opened {
  readonly host: Host
  readonly notices: string[]
}

async function open(folder: string, mounts: readonly MountRequest[], start = true): Promise<Opened> {
  const notices: string[] = []
  const onNotice = (sentence: string, mount: string): void => void notices.push(`${mount}: ${sentence}`)
  const host = openHost({ mounts, cacheFolder: folder, policy: { ...quiet, deadline: 500 }, onNotice })
  onTestFinished(() => host.stop())
  if (start) await host.start()
  return { host, notices }
}

function trackerOf(project: string, count: number): Tracker {
  const tracker = createTracker()
  for (let at = 1; at <= count; at++) tracker.create(project, { title: `${project} ${at}` })
  return tracker
}

/** Each tracker is another plugin, so that they are told apart. */
const mountOf = (name: string, tracker: Tracker, options: ScriptedOptions = {}): MountRequest => ({
  name,
  source: scriptedSource(tracker, { name: `scripted-${name || 'one'}`, ...options }),
  options: {},
})

const names = async (host: Host, path: string): Promise<readonly string[]> => {
  const { ino } = path === '' ? { ino: rootIno } : await walk(host.vfs, path)
  return (await list(host.vfs, ino)).map(({ name }) => name)
}

const denied = (): never => {
  throw new SourceError('denied', 'The token is wrong.', { status: 401 })
}

test('two instances of one plugin stand side by side', async () => {
  const [one, two] = [trackerOf('PROJ', 2), trackerOf('PROJ', 3)]
  const name = 'scripted'
  const { host } = await open(await temporaryFolder(), [mountOf('one', one, { name }), mountOf('two', two, { name })])
  await host.settled()
  expect(await names(host, '')).toEqual(['one', 'two'])
  expect(await names(host, 'one/PROJ')).toHaveLength(3)
  expect(await names(host, 'two/PROJ')).toHaveLength(4)
  two.edit([...two.issues.keys()][0]!, { title: 'Only there' })
  await host.refresh()
  await host.settled()
  expect(await textOf(host, 'two/PROJ/PROJ-1.md')).toContain('# Only there')
  expect(await textOf(host, 'one/PROJ/PROJ-1.md')).toContain('# PROJ 1')
})

test.each([
  ['down', { offline: true }, 'offline'],
  ['silent', { hangs: true }, undefined],
  ['wrong', { before: denied }, 'denied'],
] as const)(
  'a tracker that is %s keeps no other from starting, reading and saying how it is',
  async (_, harm, kind) => {
    const [good, bad] = [trackerOf('GOOD', 3), trackerOf('BAD', 3)]
    Object.assign(bad.knobs, harm)
    const before = performance.now()
    const { host, notices } = await open(await temporaryFolder(), [mountOf('bad', bad), mountOf('good', good)])
    expect(performance.now() - before).toBeLessThan(8000)
    expect(notices).toEqual([expect.stringMatching(/^bad: /)])
    await eventually(async () => expect(await names(host, 'good/GOOD')).toHaveLength(4))
    expect(await textOf(host, 'good/GOOD/GOOD-1.md')).toContain('# GOOD 1')
    await expect(names(host, 'bad')).rejects.toMatchObject({ kind: kind ?? 'deadline' })
    await eventually(() => expect(host.status().mounts[1]).toMatchObject({ condition: 'fresh', lastError: undefined }))
    if (kind) {
      await host.listed()
      expect(host.status().mounts[0]!.lastError).toMatchObject({ kind })
    }
    expect(JSON.parse(await textOf(host, '.issuefs/status.json')).mounts).toHaveLength(2)
  },
)

test('a refusal is not asked for again and again; when every tracker refuses, the start fails', async () => {
  const [one, two] = [trackerOf('ONE', 1), trackerOf('TWO', 1)]
  one.knobs.before = denied
  const { host } = await open(await temporaryFolder(), [mountOf('one', one), mountOf('two', two)])
  for (let at = 0; at < 5; at++) await names(host, 'one').catch(() => {})
  expect(one.count('connect')).toBe(1)
  await host.refresh('one').catch(() => {})
  expect(one.count('connect')).toBe(2)
  two.knobs.before = denied
  const { host: none } = await open(await temporaryFolder(), [mountOf('one', one), mountOf('two', two)], false)
  await expect(none.start()).rejects.toMatchObject({ kind: 'denied' })
})

test('mounts that are added and removed leave the others their store and their inodes', async () => {
  const folder = await temporaryFolder()
  const [a, b, c] = [trackerOf('A', 3), trackerOf('B', 3), trackerOf('C', 3)]
  const first = await open(folder, [mountOf('a', a), mountOf('b', b)])
  await first.host.settled()
  const { ino } = await walk(first.host.vfs, 'b/B/B-1.md')
  await first.host.stop()
  b.forgetCounts()
  const second = await open(folder, [mountOf('c', c), mountOf('b', b)])
  await second.host.settled()
  expect((await names(second.host, '')).toSorted()).toEqual(['b', 'c'])
  expect((await walk(second.host.vfs, 'b/B/B-1.md')).ino).toBe(ino)
  expect(await textOf(second.host, 'c/C/C-2.md')).toContain('# C 2')
  expect(b.count('list') + b.count('fetch')).toBe(0)
})

test('the only mount keeps its store and its inodes when another one comes beside it, and when that goes again', async () => {
  const folder = await temporaryFolder()
  const [a, b] = [trackerOf('b', 3), trackerOf('B', 3)]
  const alone = await open(folder, [{ ...mountOf('a', a), name: '' }])
  await alone.host.settled()
  const { ino } = await walk(alone.host.vfs, 'b/b-1.md')
  await alone.host.stop()
  a.forgetCounts()
  const both = await open(folder, [mountOf('b', b), mountOf('a', a)])
  await both.host.settled()
  expect((await names(both.host, '')).toSorted()).toEqual(['a', 'b'])
  expect((await walk(both.host.vfs, 'a/b/b-1.md')).ino).toBe(ino)
  expect(await textOf(both.host, 'a/README.md')).toContain('Every issue')
  expect(await names(both.host, 'b')).toEqual(['README.md', 'B'])
  await both.host.stop()
  const again = await open(folder, [{ ...mountOf('a', a), name: '' }])
  expect(await names(again.host, '')).toContain('b')
  expect((await walk(again.host.vfs, 'b/b-1.md')).ino).toBe(ino)
  expect(a.count('list') + a.count('fetch')).toBe(0)
})

test('references carry paths of the mounts beside; when they change, documents are rendered again without a request', async () => {
  const folder = await temporaryFolder()
  const [jira, notes] = [trackerOf('PROJ', 1), trackerOf('NOTE', 1)]
  const front = (): { links: string[] } => ({ links: ['mentions PROJ-1'] })
  const jiraMount = mountOf('jira', jira, { site: 'scripted://jira' })
  const noteMount = mountOf('notes', notes, { front })
  const alone = await open(folder, [noteMount, mountOf('other', trackerOf('X', 1))])
  await alone.host.settled()
  expect(await textOf(alone.host, 'notes/NOTE/NOTE-1.md')).toContain('links: [mentions PROJ-1]\n')
  await alone.host.stop()
  notes.forgetCounts()
  const both = await open(folder, [noteMount, jiraMount])
  await both.host.settled()
  expect(await textOf(both.host, 'notes/NOTE/NOTE-1.md')).toContain(
    'links: [mentions PROJ-1 (../../jira/PROJ/PROJ-1.md)]\n',
  )
  expect(notes.count('list') + notes.count('fetch')).toBe(0)
})
