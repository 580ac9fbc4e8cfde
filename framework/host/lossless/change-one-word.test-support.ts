import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { expect } from 'vitest'
import { rootIno } from '../../store/contract.ts'
import { generator } from '../../testkit/generator.ts'
import { list, readWhole, walk } from '../../vfs/walk.ts'
import type { Host } from '../contract.ts'
import { type Difference, differences, middle } from './differences.test-support.ts'
import { type Emulator, openTracker, type Tracked } from './trackers.test-support.ts'
import { wordsOf } from './words.test-support.ts'

/** What stands for the word that is changed. */
const written = 'umgeschrieben'

/**
 * Changes one word in each issue of a tracker, through its file, and compares what the tracker has before and after: nothing
 * else of the issue is another, to the last blank.
 *
 * @param most issues, chosen by the seed
 */
export async function changeOneWord(tracked: Tracked, most: number, seed: number): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-lossless-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const { emulator, host } = await openTracker(tracked, most, folder, stack)
  const random = generator(seed)
  const issues = [...(await everyIssue(host))].sort()
  while (issues.length > most) issues.splice(Math.floor(random() * issues.length), 1)
  for (const path of issues)
    await changeIn({ tracked, emulator, host, path, random, about: `${tracked.name}, ${path}, seed ${seed}` })
}

interface Trial {
  readonly tracked: Tracked
  readonly emulator: Emulator
  readonly host: Host
  readonly path: string
  readonly about: string
  readonly random: () => number
}

async function changeIn({ tracked, emulator, host, path, about, random }: Trial): Promise<void> {
  const text = await read(host, path)
  const account = host.status().mounts[0]!.account
  const own = wordsOf(text, tracked.texts, account)
  const words = own.length > 0 ? own : wordsOf(text, ['title'], account)
  if (words.length === 0) return
  const { at, word, where } = words[Math.floor(random() * words.length)]!
  const saved = text.slice(0, at) + written + text.slice(at + word.length)
  const before = await tracked.ask(emulator, path)
  await save(host, path, saved)
  const after = await tracked.ask(emulator, path)
  const meant = (one: unknown, other: unknown) =>
    differences(one, other).filter(({ path }) => !tracked.follows.test(path))
  const place = `${about}, "${word}" of ${where}`
  expect(meant(before, after).map(shown), place).toEqual([changed(word)])
  expect(steady(await read(host, path)), place).toBe(steady(saved))
}

/** A difference of two texts without what they have in common. */
function shown({ path, before, after }: Difference): string {
  if (typeof before !== 'string' || typeof after !== 'string') return `${path}: ${JSON.stringify({ before, after })}`
  // Nobody sees the blanks at the end of a title; they go when its words change.
  const [from, to] = path.endsWith('.title') ? [before.trimEnd(), after.trimEnd()] : [before, after]
  const differs = middle(from, to)
  return `"${differs.before}" has become "${differs.after}"`
}

function changed(word: string): string {
  const { before, after } = middle(word, written)
  return `"${before}" has become "${after}"`
}

/** A file without what a save changes besides. */
function steady(text: string): string {
  return text
    .replaceAll(/^(?:revision|updated|watchers): .*\n/gm, '')
    .replaceAll(/ \(edited [-\d]+ [\d:]+ UTC\)(?= <!-- comment)/g, '')
}

/** Saves as programs do. */
async function save({ vfs }: Host, path: string, text: string): Promise<void> {
  const { ino } = await walk(vfs, path)
  const handle = await vfs.write!.open(ino, { truncate: true, append: false })
  try {
    await vfs.write!.write(handle, 0, Buffer.from(text))
    await vfs.write!.flush(handle)
  } finally {
    vfs.release(handle)
  }
}

async function read({ vfs }: Host, path: string): Promise<string> {
  return Buffer.from(await readWhole(vfs, (await walk(vfs, path)).ino)).toString()
}

async function everyIssue({ vfs }: Host): Promise<readonly string[]> {
  const found: string[] = []
  const visit = async (path: string, ino: number): Promise<void> => {
    for (const entry of await list(vfs, ino)) {
      const below = posix.join(path, entry.name)
      if (entry.kind === 'folder') await visit(below, entry.ino)
      else if (entry.kind === 'file' && /\d\.md$/.test(entry.name)) found.push(below)
    }
  }
  await visit('', rootIno)
  return found
}
