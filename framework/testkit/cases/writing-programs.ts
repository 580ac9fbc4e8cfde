import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { AttachedFixture } from '../backend-fixture.ts'
import type { Case, Subject } from '../case.ts'
import { runProgram } from '../program.ts'
import { expectSaved, savesOf, textOf, writablePlan } from './writing-plan.ts'

/** What each shell line makes of the text of its issue, whose path is in `$f`, a folder elsewhere in `$d`. */
const lines = {
  'echo-over': ['echo changed > "$f"', 'changed\n'],
  'echo-append': ['echo more >> "$f"', `${textOf('echo-append')}more\n`],
  'tee-append': ['echo more | tee -a "$f"', `${textOf('tee-append')}more\n`],
  'sed-in-place': ['sed -i s/first/second/ "$f"', textOf('sed-in-place').replace('first', 'second')],
  'perl-in-place': ['perl -i -pe s/first/second/ "$f"', textOf('perl-in-place').replace('first', 'second')],
  'cp-over': ['cp "$d/text" "$f"', 'from elsewhere\n'],
  'mv-over': ['cp "$d/text" "$d/moving" && mv "$d/moving" "$f"', 'from elsewhere\n'],
  'dd-over': ['dd if="$d/text" of="$f" conv=fsync 2>/dev/null', 'from elsewhere\n'],
  'several-programs': ['{ cat "$d/text"; cat "$d/text"; } > "$f"', 'from elsewhere\nfrom elsewhere\n'],
  descriptor: ['exec 3> "$f"; echo one >&3; cat "$d/text" >&3; echo two >&3', 'one\nfrom elsewhere\ntwo\n'],
  'git-apply': ['cd "$(dirname "$f")" && git apply "$d/patch"', 'patched\n'],
} as const

const names = Object.keys(lines) as (keyof typeof lines)[]

/** Programs as people use them. */
export const writingPrograms: Subject = {
  name: 'writing programs',
  plan: writablePlan([...names, 'touched', 'kept', 'cut-by-shell']),
  cases: [
    ...names.map(
      (name): Case => ({
        name: `one save, whole: ${lines[name][0]}`,
        needs: 'programs',
        async run(attached) {
          const { ino } = await attached.files.stat(attached.at(`P/${name}.md`))
          await runShell(attached, name, lines[name][0])
          await expectSaved(attached, `P/${name}.md`, [lines[name][1]])
          expect((await attached.files.stat(attached.at(`P/${name}.md`))).ino).toBe(ino)
        },
      }),
    ),
    {
      name: 'emptying by the shell saves nothing',
      needs: 'programs',
      async run(attached) {
        await runShell(attached, 'cut-by-shell', ': > "$f"; truncate -s 0 "$f" 2>/dev/null; true')
        await expectSaved(attached, 'P/cut-by-shell.md', [])
      },
    },
    {
      name: 'rm is refused where nothing may be deleted',
      needs: 'programs',
      async run(attached) {
        const { code, errors } = await runProgram('rm', ['-f', attached.at('P/kept.md')])
        expect([code, errors]).toEqual([1, expect.stringContaining('Operation not permitted')])
        expect(await attached.files.readFile(attached.at('P/kept.md'), 'utf8')).toBe(textOf('kept'))
      },
    },
    {
      name: 'touch asks for news',
      needs: 'programs',
      async run(attached) {
        await runShell(attached, 'touched', 'touch "$f"')
        expect((await savesOf(attached, 'P/touched.md')).map(({ what }) => what)).toEqual(['refresh'])
      },
    },
  ],
}

async function runShell({ at }: AttachedFixture, name: string, line: string): Promise<void> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'issuefs-elsewhere-'))
  try {
    await writeFile(join(elsewhere, 'text'), 'from elsewhere\n')
    const patch = [
      '--- a/git-apply.md',
      '+++ b/git-apply.md',
      '@@ -1 +1 @@',
      '-first text of git-apply',
      '+patched',
      '',
    ]
    await writeFile(join(elsewhere, 'patch'), patch.join('\n'))
    const script = `f=$1; d=$2; ${line}`
    const { code, errors } = await runProgram('sh', ['-c', script, 'sh', at(`P/${name}.md`), elsewhere])
    expect([code, errors]).toEqual([0, ''])
  } finally {
    await rm(elsewhere, { recursive: true, force: true })
  }
}
