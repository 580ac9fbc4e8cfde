import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Ran } from '../cli/fixtures/command-line.ts'
import { whyNoMount } from '../cli/fixtures/mounting.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { type Mounted, type MountOptions, mountTracker, reasonOf, settle } from './mounted.test-support.ts'
import type { Emulator, Snapshot, TestTracker } from './trackers/tracker.test-support.ts'

/** Programs whose saves are refused, by where they look for an error. `B` is the value that nobody knows. */
const refused = {
  'sed -i, at the rename': 'sed -i "s/$A/$B/" "$F"',
  'cp, at the close': 'sed "s/$A/$B/" "$F" > "$T"; cp "$T" "$F"',
  'tee, at the close': 'sed "s/$A/$B/" "$F" > "$T"; tee "$F" < "$T" > /dev/null',
  'mv, at the rename': 'sed "s/$A/$B/" "$F" > "$F.tmp"; mv "$F.tmp" "$F"; bad=$?; rm "$F.tmp"; exit $bad',
  'Python, at the close': saveInPython('pass'),
  'Python, at the fsync': saveInPython('f.flush(); os.fsync(f.fileno()); os._exit(0)'),
  vim: 'vim -u NONE -es -c "%s/$A/$B/" -c wq -c cq "$F"',
} as const

/** Programs that empty a file, and whether they look at the answer of close(). */
const emptying = {
  ': > "$F"': false,
  'python3 -c "import os; os.truncate(os.environ[\'F\'], 0)"': false,
  'truncate -s0 "$F"': true,
  'cp /dev/null "$F"': true,
  'tee "$F" < /dev/null': true,
  'truncate -s0 "$F"; truncate -s 400 "$F"': true,
} as const

function saveInPython(last: string): string {
  return [
    "python3 - <<'END'",
    'import os',
    'F, A, B = (os.environ[name] for name in "FAB")',
    'text = open(F).read().replace(A.replace(chr(92), ""), B)',
    'with open(F, "w") as f:',
    '  f.write(text)',
    `  ${last}`,
    'END',
  ].join('\n')
}

export interface SavesOptions {
  readonly tracker: TestTracker
  readonly backend: MountOptions['backend']
  /** How many saves a reader watches. */
  readonly saves: number
}

/** What is refused changes nothing and says why; nothing is cleared by accident; nobody sees half a text. */
export function testSaves({ tracker, backend, saves }: SavesOptions): void {
  const skipped = whyNoMount === undefined ? '' : ` (skipped: ${whyNoMount})`
  describe.skipIf(whyNoMount !== undefined)(`${tracker.name} through ${backend}${skipped}`, () => {
    let emulator: Emulator
    let mounted: Mounted
    const keys: string[] = []

    beforeAll(async () => {
      emulator = await tracker.start({ issues: 2 })
      for (let count = 0; count < 20; count++) keys.push(tracker.make(emulator, `Saved ${count}`))
      mounted = await mountTracker(tracker, emulator, { backend })
    })
    afterAll(async () => {
      await mounted?.end()
      await emulator?.close()
      mounted?.user.remove()
    })

    /** An issue that no other test has. */
    function issue() {
      const key = keys.pop()!
      const file = join(mounted.folder, tracker.fileOf(key))
      const T = join(mounted.outside(), 'text')
      const A = tracker.field.from.replaceAll(/[[\]]/g, '\\$&')
      const env = { F: file, C: file.replace(/\.md$/, ''), T, A, B: tracker.field.unknown }
      return {
        file,
        left: async () =>
          (await mounted.pending()).filter(({ path }) =>
            file.startsWith(`${mounted.root}/${path.split('.')[0]!.replace(/\/comment$/, '')}.`),
          ),
        present: (): Promise<Snapshot> => tracker.read(emulator, key),
        bash: (script: string, more: Readonly<Record<string, string>> = {}): Promise<Ran> =>
          mounted.bash(script, { ...env, ...more }),
        text: async () => (await mounted.run('cat', [file])).out,
      }
    }

    it.each(Object.entries(refused))('an unknown value is refused where a program looks: %s', async (_, script) => {
      const { file, present, bash, text } = issue()
      const [before, shown] = [await present(), await text()]
      expect(await bash(script)).not.toMatchObject({ code: 0 })
      const reason = await reasonOf(mounted, file)
      const [name = '', value = ''] = tracker.field.unknown.replaceAll(/[[\]]/g, '').split(': ')
      for (const word of [name, value, tracker.field.value]) expect(reason).toContain(word)
      expect(await present()).toEqual(before)
      expect(await text()).toBe(shown)
    })

    it('rm is not permitted, and takes nothing away', async () => {
      const { file, present, text } = issue()
      const before = await present()
      const { code, error } = await mounted.run('rm', ['-f', file])
      expect(code).toBe(1)
      expect(error).toContain('Operation not permitted')
      expect(await text()).toContain(before.title)
      expect(await present()).toEqual(before)
    })

    it.each(Object.entries(emptying))('a text that is emptied is refused: %s', async (script, looks) => {
      const { file, present, bash, text } = issue()
      const [before, shown] = [await present(), await text()]
      const { code, error } = await bash(script)
      if (looks && backend === 'dev-fuse')
        expect([code, error]).toEqual([1, expect.stringContaining('Invalid argument')])
      expect(await present()).toEqual(before)
      expect(await text()).toBe(shown)
      await eventually(async () => expect(await reasonOf(mounted, file)).toMatch(/Nothing was saved/))
      expect(await present()).toEqual(before)
      await bash('sed -i "s/$A/$A/" "$F"')
      await eventually(async () => expect(await reasonOf(mounted, file)).toBe(''))
    })

    it('a file that is cut by one program and written by another has what the other wrote', async () => {
      const { file, present, bash } = issue()
      const ran = await bash('sed "s/^# .*/# Written again/" "$F" > "$T" && : > "$F" && cat "$T" >> "$F"')
      expect(ran, await reasonOf(mounted, file)).toMatchObject({ code: 0 })
      expect((await present()).title).toBe('Written again')
      expect(await reasonOf(mounted, file)).toBe('')
    })

    it('readers see whole texts while it is saved', async () => {
      const { file, bash, text } = issue()
      const seen = mounted.outside()
      const stop = join(seen, '..', 'stop')
      const reading = bash('n=0; until [ -e "$S" ]; do cat "$F" > "$O/$n" 2>&1; n=$((n + 1)); sleep 0.01; done', {
        S: stop,
        O: seen,
      })
      const words = tracker.hasBody ? '; s/^Here is .* to/Here is word$n to/' : ''
      const save = `sed "s/^# .*/# Round $n/${words}" "$F" > "$T" && cat "$T" > "$F"`
      const ran = await bash(`for n in $(seq ${saves}); do ${save} || exit 1; done`)
      writeFileSync(stop, '')
      await reading
      expect(ran, await reasonOf(mounted, file)).toMatchObject({ code: 0 })
      const last = (await text()).trimEnd().split('\n').at(-1)!
      const texts = readdirSync(seen).map(name => readFileSync(join(seen, name), 'utf8'))
      expect(texts.length).toBeGreaterThan(3)
      for (const each of texts) {
        expect(each.startsWith('---\n') && each.trimEnd().endsWith(`\n${last}`), `"${each}"`).toBe(true)
        const [, round] = /^# Round (\d+)/m.exec(each) ?? []
        if (round && tracker.hasBody) expect(each).toContain(`Here is word${round} to`)
      }
    })

    it('two that write at once both save', async () => {
      const { file, present, bash } = issue()
      const before = await present()
      const both = await Promise.all([
        // After a rename, libfuse 2 does not find a file for a moment that somebody else was about to open.
        bash(backend === 'dev-fuse' ? 'sed -i "s/$A/$V/" "$F"' : 'sed "s/$A/$V/" "$F" > "$T.1" && cp "$T.1" "$F"', {
          V: tracker.field.to,
        }),
        bash('sed "s/^# .*/# Another title/" "$F" > "$T" && cp "$T" "$F"'),
        bash('echo "By a script." | tee "$C/comment"'),
      ])
      expect(
        both.map(({ code, error }) => `${code}${error}`),
        await reasonOf(mounted, file),
      ).toEqual(['0', '0', '0'])
      expect(await present()).toEqual({
        ...before,
        title: 'Another title',
        field: tracker.field.value,
        comments: [...before.comments, 'By a script.'],
      })
    })

    it('what is saved while the tracker is away is shown, waits, and is there once in the end', async () => {
      const { file, present, bash, text, left } = issue()
      const before = await present()
      emulator.control.offline(true)
      try {
        const ran = await bash('sed -i "s/^# .*/# Written offline/" "$F" && echo "Said offline." | tee "$C/comment"')
        expect(ran, await reasonOf(mounted, file)).toMatchObject({ code: 0 })
        expect(await text()).toContain('# Written offline')
        expect((await left()).map(({ state }) => state)).toEqual(['pending', 'pending'])
        expect((await mounted.user.run(['pending'])).out).toContain(file.slice(mounted.root.length + 1))
      } finally {
        emulator.control.offline(false)
      }
      await settle(mounted)
      expect(await present()).toEqual({
        ...before,
        title: 'Written offline',
        comments: [...before.comments, 'Said offline.'],
      })
      expect(await text()).toContain('Said offline.')
      expect(await left()).toEqual([])
    })
  })
}
