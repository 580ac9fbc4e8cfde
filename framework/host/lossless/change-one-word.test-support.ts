import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect } from 'vitest'
import { isSourceError } from '../../source/error.ts'
import { rootIno } from '../../store/contract.ts'
import { generator } from '../../testkit/generator.ts'
import { list, readWhole, walk } from '../../vfs/walk.ts'
import type { Host } from '../contract.ts'
import { type Difference, differences, middle } from './differences.test-support.ts'
import { withSingleBlanks } from './joined-texts.test-support.ts'
import { type Emulator, openTracker, type Tracked } from './trackers.test-support.ts'
import { wordsOf } from './words.test-support.ts'

/** What stands for the word that is changed. */
const written = 'umgeschrieben'

/** What came of it. */
export interface Came {
  /** Issues in which just one word has changed. */
  readonly changed: number
  /** Those of them in which blanks and line ends of the same block have changed with it. */
  readonly reflowed: readonly string[]
  /** Saves that were refused, with the reason; nothing was sent. Then a word of another text was changed. */
  readonly refused: readonly string[]
  /** Issues without a word that can be changed. */
  readonly wordless: readonly string[]
}

/**
 * Changes one word in each issue of a tracker, through its file, and compares what the tracker has before and after.
 *
 * @param most issues, chosen by the seed
 */
export async function changeOneWord(tracked: Tracked, most: number, seed: number): Promise<Came> {
  await using stack = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-lossless-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  const { emulator, host } = await openTracker(tracked, folder, stack)
  const random = generator(seed)
  const issues = [...(await everyIssue(host))].sort()
  while (issues.length > most) issues.splice(Math.floor(random() * issues.length), 1)
  const came = { changed: 0, reflowed: [] as string[], refused: [] as string[], wordless: [] as string[] }
  for (const path of issues) {
    const about = `${tracked.name}, ${path}, seed ${seed}`
    const how = await changeIn({ tracked, emulator, host, path, about, random, refused: came.refused })
    if (how === 'wordless') came.wordless.push(path)
    else came.changed++
    if (how === 'reflowed') came.reflowed.push(path)
  }
  return came
}

interface Trial {
  readonly tracked: Tracked
  readonly emulator: Emulator
  readonly host: Host
  readonly path: string
  readonly about: string
  readonly random: () => number
  readonly refused: string[]
}

/** Changes a word that can be changed, and fails where something else has changed. */
async function changeIn(trial: Trial): Promise<'changed' | 'reflowed' | 'wordless'> {
  const { tracked, emulator, host, path, about, random, refused } = trial
  const text = await read(host, path)
  const account = host.status().mounts[0]!.account
  let words = wordsOf(text, tracked.texts, account)
  if (words.length === 0) words = wordsOf(text, ['title'], account)
  while (words.length > 0) {
    const { at, word, where } = words[Math.floor(random() * words.length)]!
    const saved = text.slice(0, at) + written + text.slice(at + word.length)
    const before = await tracked.ask(emulator, path)
    const reason = await save(host, path, saved)
    const after = await tracked.ask(emulator, path)
    const meant = (one: unknown, other: unknown) =>
      differences(one, other).filter(({ path }) => !tracked.follows.test(path))
    const found = meant(before, after)
    if (reason === undefined) {
      expect(new Set(found.map(blockOf)).size, about).toBe(1)
      const wanted = [changed(word)]
      const isExact = isDeepStrictEqual(found.map(shown), wanted)
      const place = `${about}, "${word}" of ${where}`
      if (!isExact) expect(meant(withSingleBlanks(before), withSingleBlanks(after)).map(shown), place).toEqual(wanted)
      expect(steady(await read(host, path)), about).toBe(steady(saved))
      return isExact ? 'changed' : 'reflowed'
    }
    refused.push(`${path}, ${where}: ${reason}`)
    expect(found, about).toEqual([])
    words = words.filter(each => each.where !== where)
  }
  return 'wordless'
}

/** The top-level block of ADF that a difference lies in, or the text. */
function blockOf({ path }: Difference): string {
  return /^.*?\.content\.\d+/.exec(path)?.[0] ?? path
}

/** A difference of two texts without what they have in common. */
function shown({ path, before, after }: Difference): string {
  if (typeof before !== 'string' || typeof after !== 'string') return `${path}: ${JSON.stringify({ before, after })}`
  const differs = middle(before.trimEnd(), after.trimEnd())
  return `"${differs.before}" has become "${differs.after}"`
}

function changed(word: string): string {
  const { before, after } = middle(word, written)
  return `"${before}" has become "${after}"`
}

/** A file without what a save changes besides. */
function steady(text: string): string {
  return text.replaceAll(/^(?:revision|updated|watchers): .*\n/gm, '').replaceAll(/ \(edited [-\d]+ [\d:]+ UTC\)(?= <!-- comment)/g, '')
}

/** Saves as programs do; gives why it was refused. */
async function save({ vfs }: Host, path: string, text: string): Promise<string | undefined> {
  const write = vfs.write!
  const { ino } = await walk(vfs, path)
  const handle = await write.open(ino, { truncate: true, append: false })
  try {
    await write.write(handle, 0, Buffer.from(text))
    await write.flush(handle)
    return undefined
  } catch (thrown) {
    if (isSourceError(thrown) && thrown.kind === 'invalid') return thrown.message
    throw thrown
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
