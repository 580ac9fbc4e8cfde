import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { eventually } from '../../testkit/eventually.test-support.ts'
import { mountAt, readMountTable } from '../mount-table.ts'
import { detachFolder, isRoot } from '../unmount.ts'
import { type Served, serve } from './served.test-support.ts'
import { unavailable } from './unavailable.ts'
import { startWatchdog } from './watchdog.ts'
import { seeWatchdogs, serveStuck, watchdogsOf, watchedPlan, withoutSetpriv } from './watched.test-support.ts'

const reason =
  (await unavailable()) ?? ((await mayAbort()) ? undefined : 'Without fusectl only root may abort a connection.')

describe.skipIf(reason !== undefined)('the watchdog of a mount', () => {
  let place: string
  const all: Served[] = []
  beforeEach(async () => {
    place = await mkdtemp(join(tmpdir(), 'issuefs-watch-'))
  })
  afterEach(async () => {
    for (const served of all.splice(0).reverse()) await served.leave()
    await rm(place, { recursive: true })
  })

  const mount = async (): Promise<Served> => {
    const served = await serve(watchedPlan)
    all.push(served)
    return served
  }

  async function isFreed(): Promise<void> {
    const { served, reader } = await serveStuck()
    all.push(served)
    await seeWatchdogs(served.child.pid!, 1)
    const ended = Promise.all([once(reader, 'exit'), once(served.child, 'exit')])
    served.child.kill('SIGKILL')
    const [[code], [, signal]] = await ended
    expect([code, signal]).toEqual([1, 'SIGKILL'])
    await expect(readFile(served.at('A/1.md'))).rejects.toMatchObject({ code: 'ENOTCONN' })
    await seeWatchdogs(served.child.pid!, 0)
  }

  it('frees who waits for a process that was killed while it waited in the kernel', isFreed)

  it('does so without setpriv, too', () => withoutSetpriv(join(place, 'bin'), isFreed))

  it.each<[string, () => Promise<Served>]>([
    ['', mount],
    [', also without setpriv', () => withoutSetpriv(join(place, 'bin'), mount)],
  ])('leaves a process alone that was stopped%s', async (_, start) => {
    const served = await start()
    const [watchdog] = await seeWatchdogs(served.child.pid!, 1)
    await hasItsName(watchdog!)
    served.child.kill('SIGSTOP')
    for (const signal of ['SIGUSR1', 'SIGTERM', 'SIGINT']) process.kill(watchdog!, signal)
    await new Promise(resolve => setTimeout(resolve, 1500))
    served.child.kill('SIGCONT')
    expect(await readFile(served.at('A/1.md'), 'utf8')).toBe('one\n')
    expect(await watchdogsOf(served.child.pid!)).toEqual([watchdog])
  })

  it.each<[string, (served: Served) => unknown]>([
    ['an unmount of its own', served => served.child.send({ order: 'leave' })],
    ['an unmount by somebody else', ({ folder }) => detachFolder(folder)],
    ['a crash', served => served.child.send({ order: 'exit' })],
    ['a kill', served => served.child.kill('SIGKILL')],
  ])('ends with %s', async (_, end) => {
    const served = await mount()
    await seeWatchdogs(served.child.pid!, 1)
    await end(served)
    await seeWatchdogs(served.child.pid!, 0)
  })

  it('has no descriptor of the device, nothing in its environment, and stands in no folder', async () => {
    const served = await mount()
    const [watchdog] = await seeWatchdogs(served.child.pid!, 1)
    await hasItsName(watchdog!)
    const listed = spawn('ls', ['-l', `/proc/${watchdog}/fd`, `/proc/${watchdog}/cwd`])
    const [files] = await Promise.all([listed.stdout.toArray(), once(listed, 'close')])
    expect(files.join('')).not.toContain('/dev/fuse')
    expect(files.join('')).toMatch(/cwd -> \/\n/)
    const environment = await readFile(`/proc/${watchdog}/environ`, 'utf8')
    expect(environment).toBe(`PATH=${process.env.PATH}\0`)
  })

  it('does nothing to the connection that gets the number of its own', { timeout: 120_000 }, async context => {
    const program = fileURLToPath(new URL('./watching.test-support.ts', import.meta.url))
    for (let attempt = 0; attempt < 3; attempt++) {
      const first = await mount()
      const number = (await mountAt(first.folder))?.device
      const watching: ChildProcess = fork(program, [first.folder], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      })
      await seeWatchdogs(watching.pid!, 1)
      await first.leave()
      const second = await mount()
      const isSame = (await mountAt(second.folder))?.device === number
      watching.kill('SIGKILL')
      await seeWatchdogs(watching.pid!, 0)
      expect(await readFile(second.at('A/1.md'), 'utf8')).toBe('one\n')
      if (isSame) return
      await second.leave()
    }
    context.skip('Others mount here at the same time.')
  })
})

it('nothing is watched where nothing of ours is mounted', async () => {
  const watchdog = startWatchdog('/')
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(await watchdogsOf(process.pid)).toEqual([])
  watchdog.stop()
})

/** It takes its name once it heeds signals. */
async function hasItsName(watchdog: number): Promise<void> {
  await eventually(async () => expect(await readFile(`/proc/${watchdog}/comm`, 'utf8')).toBe('issuefs-watch\n'))
}

/** Root mounts fusectl where it is not. */
async function mayAbort(): Promise<boolean> {
  return isRoot() || (await readMountTable()).some(({ type }) => type === 'fusectl')
}
