import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { install, missing } from './install.ts'
import { run } from './run.ts'

/** A Redmine of Debian's packages that runs on loopback. */
export interface RealServer {
  readonly url: string
  readonly adminKey: string
  /** Of a user who is a reporter in one project. */
  readonly janeKey: string
  /** The id of the saved query “Bugs”. */
  readonly query: string
  /** The id of the saved query “Grouped”. */
  readonly grouped: string
  close(): Promise<void>
}

/** The folder in which the package has Redmine. */
const HOME = '/usr/share/redmine'

/** Installs Redmine if it is not there, fills it anew and starts it. Throws with the reason when it cannot. */
export async function startRealServer(): Promise<RealServer> {
  const reason = await missing()
  if (reason !== undefined) throw new Error(reason)
  await install()
  const seed = await readFile(new URL('seed.rb', import.meta.url), 'utf8')
  const said = await asRedmine(['bundle', 'exec', 'rails', 'runner', '-'], seed)
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(said)?.[1] ?? ''
  const port = await freePort()
  const server = spawn(
    'setpriv',
    [...SETPRIV, 'puma', '-e', 'production', '-b', `tcp://127.0.0.1:${port}`, '-t', '1:4', '-w', '0', 'config.ru'],
    { cwd: HOME, env: environment(), stdio: 'ignore' },
  )
  const url = `http://127.0.0.1:${port}`
  const close = () => stop(server)
  try {
    await answering(url, server)
  } catch (thrown) {
    await close()
    throw thrown
  }
  const [adminKey, janeKey] = [value('ADMIN_KEY'), value('JANE_KEY')]
  return { url, adminKey, janeKey, query: value('QUERY'), grouped: value('GROUPED'), close }
}

/** What the installed Redmine makes of Textile, as HTML. */
export async function formatTextile(texts: readonly string[]): Promise<readonly string[]> {
  const program = `
    texts = JSON.parse(DATA_TEXTS)
    puts 'HTML=' + JSON.generate(texts.map { |text| Redmine::WikiFormatting.to_html('textile', text) })`
  const data = `DATA_TEXTS = [${JSON.stringify(Buffer.from(JSON.stringify(texts)).toString('base64'))}].first.unpack1('m').force_encoding('UTF-8')`
  const said = await asRedmine(['bundle', 'exec', 'rails', 'runner', '-'], `${data}\n${program}\n`)
  return JSON.parse(/^HTML=(.+)$/m.exec(said)?.[1] ?? '[]') as readonly string[]
}

const SETPRIV = ['--reuid=www-data', '--regid=www-data', '--clear-groups']

function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'C.UTF-8', HOME: '/tmp', X_DEBIAN_SITEID: 'default', RAILS_ENV: 'production' }
}

function asRedmine(command: readonly string[], input: string): Promise<string> {
  return run('setpriv', [...SETPRIV, ...command], { cwd: HOME, env: environment(), input })
}

async function answering(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (server.exitCode !== null) throw new Error(`Redmine ended with status ${server.exitCode} while it started.`)
    const response = await fetch(url).catch(() => undefined)
    await response?.body?.cancel()
    if (response?.ok) return
    await wait(500)
  }
  throw new Error('Redmine did not answer within two minutes.')
}

/** Asks it to end, then makes it. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = new Promise(resolve => server.once('exit', resolve))
  server.kill('SIGTERM')
  const timer = setTimeout(() => server.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(timer)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
