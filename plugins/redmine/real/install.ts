import { access, writeFile } from 'node:fs/promises'
import { run } from './run.ts'

/** Why a real Redmine cannot be had on this machine, `undefined` if it can. */
export async function missing(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'Installing Redmine needs root.'
  const found = await Promise.all(['apt-get', 'debconf-set-selections', 'setpriv'].map(isThere))
  if (found.includes(false)) return 'Installing Redmine needs a Debian with apt-get, debconf and setpriv.'
  if (await isInstalled())
    return (await isOurs()) ? undefined : 'A Redmine that these tests did not install is left alone.'
  try {
    await run('apt-get', ['update'])
    const said = await run('apt-cache', ['policy', 'redmine'])
    return /Candidate: \d/.test(said) ? undefined : 'This Debian has no package of Redmine.'
  } catch (thrown) {
    return `Debian's packages cannot be reached: ${thrown instanceof Error ? thrown.message : String(thrown)}`
  }
}

/** Puts the packages in place, with a SQLite database. Takes about a minute the first time. */
export async function install(): Promise<void> {
  if (await isInstalled()) return
  await writeFile(MARKER, 'The Redmine of this machine was installed for tests, which empty it.\n')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  await run('debconf-set-selections', [], { env, input: ANSWERS })
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], { env })
}

/** Says that the installed Redmine is ours to empty. */
const MARKER = '/var/lib/issuefs-redmine-test'

const PACKAGES = ['redmine', 'redmine-sqlite', 'sqlite3', 'puma']

const ANSWERS = `redmine redmine/instances/default/dbconfig-install boolean true
redmine redmine/instances/default/database-type select sqlite3
redmine redmine/default-language select en
`

function isInstalled(): Promise<boolean> {
  return run('dpkg-query', ['-s', 'redmine', 'redmine-sqlite', 'puma']).then(
    said => said.match(/install ok installed/g)?.length === 3,
    () => false,
  )
}

function isOurs(): Promise<boolean> {
  return access(MARKER).then(
    () => true,
    () => false,
  )
}

function isThere(program: string): Promise<boolean> {
  const folders = (process.env.PATH ?? '').split(':')
  return Promise.any(folders.map(folder => access(`${folder}/${program}`))).then(
    () => true,
    () => false,
  )
}
