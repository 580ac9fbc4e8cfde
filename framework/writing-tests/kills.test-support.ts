import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect } from 'vitest'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { createUser } from '../cli/fixtures/command-line.ts'
import { generator } from '../testkit/generator.ts'
import { type Mounted, type MountOptions, mountTracker, settle } from './mounted.test-support.ts'
import type { TestTracker } from './trackers/tracker.test-support.ts'
import { waitingTexts } from './waiting-texts.test-support.ts'

/**
 * How programs write. `F` is an issue's file, `C` its folder, `D` the folder of all, `W` a word that nothing else
 * has, `N` the front matter of a new one.
 * The programs look at the answer of close(), as shells do not. What takes the place of something is done once for each
 * issue, so that each edit stays to be seen.
 */
const writers = {
  'a comment at the end': { script: 'printf "\\nA comment, %s.\\n" "$W" | tee -a "$F"', once: false },
  'a comment of a script': { script: 'echo "A comment, $W." | tee "$C/comment"', once: false },
  'a title': { script: 'sed -i "s/^# .*/# The title $W/" "$F"', once: true },
  'a text': { script: 'sed -i "s/oldword/$W/" "$F"', once: true },
  'a new issue': { script: 'echo "$N# The title $W" | tee "$D/$W.md"', once: false },
  'an attachment': { script: 'echo "$W" | tee "$C/attachments/$W.txt"', once: false },
} as const

type What = keyof typeof writers

/** What one program tried to save. */
interface Try {
  readonly word: string
  readonly what: What
  readonly key: string
  /** Whether the program was told that it is saved. */
  readonly told: boolean
}

export interface KillOptions {
  readonly tracker: TestTracker
  readonly backend: MountOptions['backend']
  readonly kills: number
  /** Of what is done, and of the faults; the clock makes each run a little different all the same. */
  readonly seed: number
}

/**
 * Kills a mount at random moments of saves, while the tracker breaks connections and is late. After each kill the next
 * mount sends what is left; then the tracker has every edit that a program was told is saved exactly once, or the
 * journal keeps it with a reason, and all others at most once.
 */
export async function killWhileSaving({ tracker, backend, kills, seed }: KillOptions): Promise<void> {
  const random = generator(seed)
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!
  const user = createUser()
  const root = join(user.home, 'm')
  const emulator = await tracker.start({ issues: 0, seed })
  const keys = Array.from({ length: 4 + kills * 3 }, (_, at) => tracker.make(emulator, `The title ${at}`))
  const fresh: Record<string, string[]> = { 'a title': [...keys], 'a text': tracker.hasBody ? [...keys] : [] }
  const tried: Try[] = []
  let writing: readonly Promise<void>[] = []
  let mounted: Mounted | undefined

  const mount = (): Promise<Mounted> => {
    const words = random() < 0.3 ? ['--write=queue'] : ['--write']
    return mountTracker(tracker, emulator, { backend, user, words })
  }

  /** Programs that waited get an answer, though nobody mounts again or cleans up. */
  async function hear(): Promise<void> {
    const late = setTimeout(30_000, 'late', { ref: false })
    expect(await Promise.race([Promise.all(writing), late]), 'programs that waited for what was killed').not.toBe(
      'late',
    )
  }

  function quiet(): void {
    emulator.control.faults(undefined)
    emulator.control.latency(0)
  }

  /** One program after the other. */
  async function write(present: Mounted, name: string, isOver: () => boolean): Promise<void> {
    for (let count = 0; !isOver(); count++) {
      const what = pick(Object.keys(writers) as What[])
      if (what === 'an attachment' && !tracker.hasAttachments) continue
      const key = writers[what].once ? fresh[what]!.pop() : pick(keys.slice(0, 4))
      if (key === undefined) continue
      const word = `${name}x${count}w`
      const file = join(present.folder, tracker.fileOf(key))
      const env = { F: file, C: file.replace(/\.md$/, ''), D: present.folder, W: word, N: tracker.required }
      const { code } = await present.bash(`set -o pipefail; ${writers[what].script}`, env)
      tried.push({ word, what, key, told: code === 0 })
    }
  }

  try {
    for (let round = 0; round < kills; round++) {
      quiet()
      mounted = await mount()
      if (random() < 0.7) await check(`before kill ${round}`)
      emulator.control.latency(Math.floor(random() * 30))
      const kinds = ['cut', 'drop', 'lost', 'slow', '503']
      emulator.control.faults({ rate: 0.15, kinds, seed: seed * 1000 + round, slow: 300 })
      let over = false
      writing = ['a', 'b'].map(name => write(mounted!, `w${round}${name}`, () => over))
      const wait = 100 + random() * 900
      if (random() < 0.8) await firstOf(tried)
      await setTimeout(wait)
      over = true
      await mounted.kill()
      await hear()
    }
    quiet()
    mounted = await mount()
    await check('in the end')
    expect(tried.filter(({ told }) => told).length, 'edits that were told to be saved').toBeGreaterThan(0)
  } finally {
    await mounted?.kill()
    await unmountAnyway(root)
    await emulator.close()
    user.remove()
  }

  async function check(when: string): Promise<void> {
    await settle(mounted!)
    const issues = await tracker.everything(emulator)
    const texts = issues.flatMap(({ title, body, comments }) => [title, JSON.stringify(body), ...comments])
    const files = issues.flatMap(({ attachments }) => attachments)
    const waiting = waitingTexts(user.home)
    const wrong = tried.flatMap(each => {
      // A new file is told of in a comment, too, by some.
      const where = each.what === 'an attachment' ? files : texts
      const applied = where.filter(text => text.includes(each.word)).length
      const waits = waiting.filter(({ text }) => text.includes(each.word))
      const isKept = waits.some(({ state, sentence }) => state === 'pending' || sentence)
      const isRight = applied <= 1 && !(each.told && applied === 0 && !isKept)
      return isRight ? [] : [{ ...each, applied, waits: waits.map(({ state, sentence }) => ({ state, sentence })) }]
    })
    expect(wrong, `${when}; again: ISSUEFS_SEED=${seed}`).toEqual([])
  }
}

/** Waits for one more of them, three seconds at most. */
async function firstOf(tried: readonly Try[]): Promise<void> {
  const before = tried.length
  for (let waited = 0; tried.length === before && waited < 3000; waited += 20) await setTimeout(20)
}
