import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { createContext } from './context.ts'
import { exitCodeOf, sentenceOf } from './failure.ts'
import { notesPlugin } from './fixtures/command-line.ts'
import type { MountOptions } from './mount/mount-tree.ts'
import { runProgram } from './program.ts'

// Other files of the same worker have the modules, and get them, as they are.
const mounted = vi.hoisted(() => {
  vi.resetModules()
  return { options: [] as unknown[] }
})
vi.mock('./mount/mount-tree.ts', () => ({
  mountTree: async (options: unknown) => {
    mounted.options.push(options)
    return 0
  },
}))
vi.mock('./backends.ts', () => ({ backendNames: ['auto'], chooseBackend: async () => ({ name: 'none' }) }))

const home = realpathSync(mkdtempSync(join(tmpdir(), 'issuefs-flags-')))
afterAll(() => {
  vi.resetModules()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(() => {
  mounted.options.length = 0
})

const notes = ['--plugin', notesPlugin, '--url', 'http://localhost:1']

/** What a mount is given, or why it is none. */
async function mount(...words: readonly string[]): Promise<Pick<MountOptions, 'folder' | 'writing'> | string> {
  const sink = { write: () => true, once() {} }
  const context = createContext({ environment: { HOME: home }, from: home, standard: sink, error: sink })
  try {
    await runProgram(['mount', ...words], context)
  } catch (thrown) {
    return `${exitCodeOf(thrown)}: ${sentenceOf(thrown)}`
  }
  const { folder, writing } = mounted.options.at(-1) as MountOptions
  return { folder, writing }
}

describe('--write', () => {
  test.each([
    [['m'], 'm', undefined],
    [['m', '--write'], 'm', { mode: 'wait', allowDelete: false }],
    [['--write', './dir'], './dir', { mode: 'wait', allowDelete: false }],
    [['--write=queue', './dir'], './dir', { mode: 'queue', allowDelete: false }],
    [['--write', 'queue', './dir'], './dir', { mode: 'queue', allowDelete: false }],
    [['./dir', '--write', 'wait'], './dir', { mode: 'wait', allowDelete: false }],
    [['--write', '--allow-delete', 'm'], 'm', { mode: 'wait', allowDelete: true }],
    [['./queue', '--write'], './queue', { mode: 'wait', allowDelete: false }],
  ])('%j', async (words, folder, writing) => {
    expect(await mount(...words, ...notes)).toEqual({ folder, writing })
  })

  test('takes two words only', async () => {
    expect(await mount('m', '--write=later', ...notes)).toMatch(/^2: .*Allowed choices are wait, queue/)
  })

  test('is needed for --allow-delete', async () => {
    expect(await mount('m', '--allow-delete', ...notes)).toMatch(/^2: --allow-delete makes sense with --write only/)
  })
})

describe('the keys write and allowDelete of a configuration', () => {
  function configured(settings: string, ...words: readonly string[]) {
    const path = join(home, 'issues.yaml')
    const notes = `mounts: { n: { plugin: ${notesPlugin}, url: "http://localhost:1" } }\n`
    writeFileSync(path, `${settings}\n${notes}`, { mode: 0o600 })
    return mount('m', '--config', path, ...words)
  }

  test.each([
    ['write: wait', [], { mode: 'wait', allowDelete: false }],
    ['write: queue\nallowDelete: true', [], { mode: 'queue', allowDelete: true }],
    ['write: queue', ['--write=wait'], { mode: 'wait', allowDelete: false }],
    ['write: "no"', [], undefined],
    ['write: "no"\nallowDelete: true', ['--write'], { mode: 'wait', allowDelete: true }],
    ['allowDelete: true', [], undefined],
  ])('%j with %j', async (settings, words, writing) => {
    expect(await configured(settings, ...words)).toEqual({ folder: 'm', writing })
  })

  test.each([
    ['write: later', /^2: write in ".*" must be wait, queue or no\./],
    ['write: yes', /^2: /],
    ['allowDelete: "yes"', /^2: .*allowDelete/],
  ])('%j is refused', async (settings, sentence) => {
    expect(await configured(settings)).toMatch(sentence)
  })
})
