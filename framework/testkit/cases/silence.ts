import { expect } from 'vitest'
import type { Subject } from '../case.ts'
import { runProgram } from '../program.ts'

const deadline = 1200

/** What a busy machine may add, milliseconds. */
const slack = 6000

/** Names of one folder. */
const crowd = ['crowd/1.md', 'crowd/2.md', 'crowd/3.md']

/** A tracker that never answers makes nobody wait without end. */
export const silence: Subject = {
  name: 'silence',
  plan: {
    deadline,
    nodes: {
      'document/1.md': { absent: true },
      'other/folder': { folder: 'absent' },
      'other/attachment.bin': { size: 100_000 },
      'interrupted/1.md': { absent: true },
      ...Object.fromEntries(crowd.map(path => [path, { absent: true }])),
    },
    answers: Object.fromEntries(
      ['document/1.md', 'other/folder', 'other/attachment.bin', 'interrupted/1.md', ...crowd].map(path => [
        path,
        { says: 'nothing-ever' },
      ]),
    ),
  },
  cases: [
    {
      name: 'a document that never comes ends at the deadline with ETIMEDOUT',
      async run({ files, at }) {
        const begin = performance.now()
        await expect(files.stat(at('document/1.md'))).rejects.toMatchObject({ code: 'ETIMEDOUT' })
        const took = performance.now() - begin
        expect(took).toBeGreaterThan(deadline - 100)
        expect(took).toBeLessThan(deadline + slack)
      },
    },
    {
      name: 'so do a listing and an attachment',
      async run({ files, at }) {
        const begin = performance.now()
        const failing = { code: 'ETIMEDOUT' }
        await Promise.all([
          expect(files.readdir(at('other/folder'))).rejects.toMatchObject(failing),
          expect(files.readFile(at('other/attachment.bin'))).rejects.toMatchObject(failing),
        ])
        expect(performance.now() - begin).toBeLessThan(deadline + slack)
      },
    },
    {
      name: 'the deadlines of several names do not add up without end',
      async run({ files, at }) {
        const begin = performance.now()
        for (const result of await Promise.allSettled(crowd.map(path => files.stat(at(path)))))
          expect(result).toMatchObject({ status: 'rejected', reason: { code: 'ETIMEDOUT' } })
        expect(performance.now() - begin).toBeLessThan(deadline + crowd.length * 1000 + slack)
      },
    },
    {
      name: 'Ctrl-C ends a waiting program, at the deadline at the latest',
      needs: 'programs',
      async run({ at }) {
        const waited = ['interrupted/1.md', 'other/attachment.bin']
        const ended = await Promise.all(waited.map(path => runProgram('cat', [at(path)], 200)))
        for (const { code, took } of ended) {
          expect(code).not.toBe(0)
          expect(took).toBeLessThan(deadline + slack)
        }
      },
    },
  ],
}
