import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { whyNoMount } from '../cli/fixtures/mounting.ts'

/** The package as its users get it: packed, installed in an empty folder, run by the Node they have. */

const run = promisify(execFile)
const root = fileURLToPath(new URL('../..', import.meta.url))
const megabyte = 1_000_000

let place: string
let tarball: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'issuefs-package-'))
  await run('npm', ['run', 'build'], { cwd: root })
  const { stdout } = await run('npm', ['pack', '--pack-destination', place], { cwd: join(root, 'dist') })
  tarball = join(place, stdout.trim().split('\n').at(-1)!)
})

afterAll(() => rm(place, { recursive: true, force: true }))

test('has what users need and no more', async () => {
  const files = (await run('tar', ['-tf', tarball])).stdout.split('\n').map(line => line.replace(/^package\//, ''))
  expect(
    files.filter(file => /\.test|test-support|fixtures\/|\/bench\//.test(file) && !/template\//.test(file)),
  ).toEqual([])
  expect(files).toEqual(expect.arrayContaining(['README.md', 'LICENSE', 'package.json', 'man/issuefs.1']))
  expect((await stat(tarball)).size).toBeLessThan(1.5 * megabyte)
  const { dependencies } = JSON.parse(await readFile(join(root, 'dist/package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(20)
})

test('its doors are right for Node and for TypeScript', async () => {
  const tools = join(root, 'docs/node_modules/.bin')
  const lint = await run(join(tools, 'publint'), ['--strict', join(root, 'dist')], { cwd: root })
  expect(lint.stdout).toContain('All good')
  await run(join(tools, 'attw'), [tarball, '--profile', 'esm-only', '--exclude-entrypoints', './plugins/*'], {
    cwd: root,
  })
})

/** Resolves with what a process has said once `sign` is among it. */
function said(child: ChildProcess, sign: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    const hear = (piece: Buffer): void => {
      text += piece
      if (sign.test(text)) resolve(text)
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.on('exit', code => reject(new Error(`It ended with ${code}: ${text}`)))
  })
}

describe.each(['22.18.0', '24'])('with Node %s', version => {
  let home: string
  let env: NodeJS.ProcessEnv
  const issuefs = (words: readonly string[], cwd = home) => run('issuefs', words, { cwd, env })

  beforeAll(async () => {
    home = join(place, `node-${version}`)
    await mkdir(join(home, 'run'), { recursive: true, mode: 0o700 })
    // What npm needs to reach its registry stays.
    env = {
      ...process.env,
      PATH: `${join(home, 'node_modules/.bin')}${delimiter}${process.env.PATH}`,
      HOME: home,
      NPM_CONFIG_USERCONFIG: join(homedir(), '.npmrc'),
      XDG_RUNTIME_DIR: join(home, 'run'),
    }
    await writeFile(
      join(home, 'package.json'),
      '{"private":true,"allowScripts":{"node":true,"fuse-native":true,"koffi":true}}',
    )
    await run('npm', ['install', '--no-audit', '--no-fund', `node@${version}`, tarball], { cwd: home, env })
  })

  test('the command runs, and says what it is', async () => {
    const { stdout: node } = await run('node', ['--version'], { cwd: home, env })
    expect(node).toContain(`v${version}`)
    expect((await issuefs(['--version'])).stdout.trim()).toMatch(/^\d+\.\d+\.\d+$/)
    expect((await issuefs(['plugins'])).stdout).toContain('redmine')
  })

  test.skipIf(whyNoMount)(
    'the demo can be looked at and written to (skipped where nothing can be mounted)',
    async () => {
      const folder = join(home, 'issuefs-demo')
      const demo = spawn('issuefs', ['demo', '--issues', '20'], { cwd: home, env })
      const ended = new Promise(resolve => demo.on('exit', resolve))
      try {
        await said(demo, /Ctrl-C/)
        const file = join(folder, 'DEMO', 'DEMO-1.md')
        await run('sh', ['-c', `echo "I see it too." >> "${file}"`])
        expect((await run('tail', ['-3', file])).stdout).toContain('I see it too.')
      } finally {
        demo.kill('SIGINT')
        await ended
        await unmountAnyway(folder)
      }
      expect(existsSync(folder)).toBe(false)
    },
  )

  test('a new plugin passes its tests, is listed by path, and by name once its package is installed', async () => {
    await issuefs(['new-plugin', 'acme'])
    const plugin = join(home, 'acme')
    const install = ['install', '--no-audit', '--no-fund', '--save-dev', tarball]
    await run('npm', install, { cwd: plugin, env })
    const tests = await run('npm', ['test'], { cwd: plugin, env })
    expect(tests.stdout).toMatch(/\d+ passed/)
    expect((await issuefs(['plugins', './acme'])).stdout).toContain('--url')
    const { stdout } = await run('npm', ['pack', '--pack-destination', home], { cwd: plugin, env })
    const elsewhere = join(home, 'elsewhere')
    await mkdir(elsewhere)
    await cp(join(home, 'package.json'), join(elsewhere, 'package.json'))
    const packed = join(home, stdout.trim().split('\n').at(-1)!)
    await run('npm', ['install', '--no-audit', '--no-fund', tarball, packed], { cwd: elsewhere, env })
    expect(await readdir(join(elsewhere, 'node_modules/issuefs-plugin-acme'))).toContain('dist')
    expect((await issuefs(['plugins', 'acme'], elsewhere)).stdout).toContain('--url')
  })

  test.skipIf(whyNoMount)(
    'a plugin that was installed from its package is mounted by its name (skipped where nothing can be mounted)',
    async () => {
      const elsewhere = join(home, 'elsewhere')
      const folder = join(elsewhere, 'issues')
      const tracker = spawn('node', ['tracker.ts'], { cwd: join(home, 'acme'), env })
      let mount: ChildProcess | undefined
      try {
        const [, url = ''] = /--url (\S+)/.exec(await said(tracker, /--write/)) ?? []
        const words = ['mount', folder, '--plugin', 'acme', '--url', url, '--write']
        mount = spawn('issuefs', words, { cwd: elsewhere, env: { ...env, ACME_TOKEN: 'secret' } })
        const ended = new Promise(resolve => mount!.on('exit', resolve))
        await said(mount, /is mounted/)
        const file = join(folder, 'app', '2.md')
        expect((await run('cat', [file])).stdout).toContain('# Typo on the start page')
        await run('sh', ['-c', `echo "Seen in 1.4, too." >> "${file}"`])
        expect((await run('tail', ['-1', file])).stdout).toBe('Seen in 1.4, too.\n')
        await issuefs(['unmount', folder], elsewhere)
        expect(await ended).toBe(0)
      } finally {
        mount?.kill('SIGINT')
        tracker.kill()
        await unmountAnyway(folder)
      }
    },
  )
})
