import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect } from 'vitest'
import type { Case, Subject } from '../case.ts'
import { runProgram } from '../program.ts'

const visible = {
  'README.md': 'needle in the readme\n',
  'A/1.md': 'one\n',
  'A/2.md': 'two has a needle\n',
  'B/with space.md': 'needle\n',
  'B/deep/er/3.md': 'three\n',
}

/** Ordinary programs walk the tree, see exactly what is listed, and end well. */
export const programs: Subject = {
  name: 'programs',
  plan: {
    deadline: 3000,
    nodes: {
      ...Object.fromEntries(Object.entries(visible).map(([path, text]) => [path, { text }])),
      'A/hidden.md': { text: 'needle, hidden\n', hidden: true },
      'A/1': { folder: 'ready', hidden: true },
      'A/1/raw.json': { text: '"needle"\n' },
      'B/link.md': { link: '../A/2.md' },
    },
  },
  cases: [
    program('grep -r finds what is listed, and only that', async at => {
      const { code, output, errors } = await runProgram('grep', ['-rl', 'needle', at('.')])
      expect([code, errors]).toEqual([0, ''])
      expect(paths(at, output)).toEqual(['A/2.md', 'B/with space.md', 'README.md'])
    }),
    program('find lists every file once', async at => {
      const { code, output, errors } = await runProgram('find', [at('.'), '-type', 'f'])
      expect([code, errors]).toEqual([0, ''])
      expect(paths(at, output)).toEqual(Object.keys(visible).sort())
    }),
    program('ls -la shows . and .. and the link', async at => {
      const { code, output } = await runProgram('ls', ['-la', at('B')])
      expect(code).toBe(0)
      const names = output.split('\n').flatMap(line => /\d\d:\d\d (.*)$|\d{4} (.*)$/.exec(line)?.slice(1) ?? [])
      expect(names.filter(Boolean).sort()).toEqual(['.', '..', 'deep', 'link.md -> ../A/2.md', 'with space.md'])
    }),
    program('cp -r copies every byte', async at => {
      const copy = await mkdtemp(join(tmpdir(), 'issuefs-copy-'))
      try {
        const { code, errors } = await runProgram('cp', ['-r', at('.'), join(copy, 'tree')])
        expect([code, errors]).toEqual([0, ''])
        for (const [path, text] of Object.entries(visible))
          expect(await readFile(join(copy, 'tree', path), 'utf8')).toBe(text)
        expect((await readdir(join(copy, 'tree', 'A'))).sort()).toEqual(['1.md', '2.md'])
      } finally {
        await runProgram('chmod', ['-R', 'u+w', copy])
        await rm(copy, { recursive: true, force: true })
      }
    }),
    program('du adds up the sizes', async at => {
      const { code, output } = await runProgram('du', ['-sb', at('A')])
      expect(code).toBe(0)
      const bytes = visible['A/1.md'].length + visible['A/2.md'].length
      expect(Number.parseInt(output, 10)).toBeGreaterThanOrEqual(bytes)
      expect(Number.parseInt(output, 10)).toBeLessThan(bytes + 10_000)
    }),
    program('head, tail and wc read parts', async at => {
      expect((await runProgram('head', ['-c', '6', at('README.md')])).output).toBe('needle')
      expect((await runProgram('tail', ['-c', '7', at('README.md')])).output).toBe('readme\n')
      expect((await runProgram('wc', ['-c', at('A/2.md')])).output).toMatch(/^\s*17 /)
    }),
  ],
}

function program(name: string, run: (at: (path: string) => string) => Promise<void>): Case {
  return { name, needs: 'programs', run: ({ at }) => run(at) }
}

/** The printed paths below the root, sorted. */
function paths(at: (path: string) => string, output: string): readonly string[] {
  return output
    .split('\n')
    .filter(line => line !== '')
    .map(line => relative(at('.'), line))
    .sort()
}
