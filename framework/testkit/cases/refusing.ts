import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { expectSaved, expectText, savesOf, textOf, writablePlan } from './writing-plan.ts'

/** A save that is refused says so where a program can hear it. */
export const refusing: Subject = {
  name: 'refusing saves',
  plan: writablePlan(['refused', 'synced', 'again']),
  cases: [
    {
      name: 'closing says why a save was refused, and the file shows the text from before',
      async run(attached) {
        const { files, at, steer } = attached
        for (const [kind, code] of [
          ['invalid', 'EINVAL'],
          ['conflict', 'EBUSY'],
          ['denied', 'EACCES'],
          ['read-only', 'EROFS'],
          ['full', 'ENOSPC'],
        ] as const) {
          await steer({ do: 'refuse', path: 'P/refused.md', kind })
          await expect(files.writeFile(at('P/refused.md'), `${kind}\n`)).rejects.toMatchObject({ code })
        }
        await expectText(attached, 'P/refused.md', textOf('refused'))
        expect(await savesOf(attached, 'P/refused.md')).toHaveLength(5)
      },
    },
    {
      name: 'syncing says so too, and the same program may save again',
      async run(attached) {
        const { files, at, steer } = attached
        const file = await files.open(at('P/synced.md'), 'w')
        await steer({ do: 'refuse', path: 'P/synced.md', kind: 'invalid' })
        await file.write('wrong\n')
        await expect(file.sync()).rejects.toMatchObject({ code: 'EINVAL' })
        await steer({ do: 'refuse', path: 'P/synced.md' })
        await file.write('right\n', 0)
        await file.close()
        await expectSaved(attached, 'P/synced.md', ['wrong\n', 'right\n'])
      },
    },
    {
      name: 'what was refused is not sent again by closing, which fails as well',
      async run(attached) {
        const { files, at, steer } = attached
        await steer({ do: 'refuse', path: 'P/again.md', kind: 'invalid' })
        const file = await files.open(at('P/again.md'), 'w')
        await file.write('wrong\n')
        await expect(file.sync()).rejects.toMatchObject({ code: 'EINVAL' })
        await expect(file.close()).rejects.toMatchObject({ code: 'EINVAL' })
        expect(await savesOf(attached, 'P/again.md')).toHaveLength(1)
        await expectText(attached, 'P/again.md', textOf('again'))
      },
    },
  ],
}
