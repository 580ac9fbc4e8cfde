import { accessSync, constants, existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { variableOf } from '../config/option-name.ts'
import type { MountRequest } from '../host.ts'
import { backends } from './backends.ts'
import type { Invocation } from './command.ts'
import type { Context } from './context.ts'
import { sentenceOf } from './failure.ts'
import { planTree } from './plan.ts'

/** One line of `issuefs doctor`. */
export interface Check {
  readonly what: string
  /** What is right. */
  readonly found?: string
  /** What is wrong, with the remedy. */
  readonly problem?: string
}

/** The oldest Node that runs issuefs. */
const oldestNode = [22, 18] as const

/** Everything that a mount needs, one after the other. */
export async function* checks(invocation: Invocation, context: Context): AsyncGenerator<Check> {
  yield nodeCheck(process.versions.node)
  yield* backendChecks()
  yield folderCheck('cache', context.folders.cache)
  yield folderCheck('sockets', context.folders.runtime)
  const { config, selected } = invocation.selection
  yield { what: 'configuration', found: config ? config.path : 'none here; flags and the environment are used' }
  if (selected.length === 0) {
    yield { what: 'trackers', found: 'none chosen; --plugin NAME or a configuration names them' }
    return
  }
  let mounts: readonly MountRequest[]
  try {
    mounts = (await planTree(invocation, context)).mounts
  } catch (thrown) {
    yield { what: 'options', problem: sentenceOf(thrown) }
    return
  }
  for (const mount of mounts) {
    const alike = mounts.filter(({ source }) => source.name === mount.source.name)
    yield credentialCheck(mount, alike.length > 1)
    yield await trackerCheck(mount)
  }
}

function nodeCheck(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])
  if (!old) return { what: 'node', found: version }
  return { what: 'node', problem: `${version} is too old; install Node ${oldestNode.join('.')} or newer.` }
}

/** One backend that works is enough. */
async function* backendChecks(): AsyncGenerator<Check> {
  const here = backends.filter(({ platforms }) => platforms.includes(process.platform))
  const found = await Promise.all(
    here.map(async ({ name, load }) => ({ name, reason: await (await load()).unavailable().catch(sentenceOf) })),
  )
  const works = found.some(({ reason }) => reason === undefined)
  for (const { name, reason } of found) {
    if (reason === undefined) yield { what: name, found: 'can mount' }
    else if (works) yield { what: name, found: `not usable, and not needed: ${reason}` }
    else yield { what: name, problem: reason }
  }
  if (here.length === 0)
    yield {
      what: 'mounting',
      problem: `nothing mounts on ${process.platform}; use "issuefs ls", "cat", "grep" and "export".`,
    }
}

function folderCheck(what: string, folder: string): Check {
  let there = folder
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there)
  try {
    accessSync(there, constants.W_OK | constants.X_OK)
    return { what, found: folder }
  } catch {
    return {
      what,
      problem: `"${there}" can't be written; change its permissions, or set XDG_${what === 'cache' ? 'CACHE_HOME' : 'RUNTIME_DIR'} to another folder.`,
    }
  }
}

/** Where several mounts have one plugin, variables are not used: they would not say which one they mean. */
function credentialCheck({ source, options, name }: MountRequest, hasTwins: boolean): Check {
  const what = `credentials of ${name || source.name}`
  const secrets = Object.entries(source.options).filter(([, { type }]) => type === 'secret')
  const present = secrets.filter(([option]) => options[option] !== undefined).map(([option]) => option)
  if (secrets.length === 0) return { what, found: 'none needed' }
  if (present.length > 0) return { what, found: `${present.join(', ')} (not shown)` }
  const ways = hasTwins
    ? `write ${secrets.map(([option]) => `${option}Command`).join(' or ')} into the configuration`
    : `set ${secrets.map(([option, row]) => variableOf(source.name, option, row)).join(' or ')}`
  return { what, found: `none; if the tracker asks for one, ${ways}, or run "issuefs login ${name || source.name}"` }
}

async function trackerCheck(mount: MountRequest): Promise<Check> {
  const what = `tracker ${mount.name || mount.source.name}`
  const { connectOnce } = await import('./connect-once.ts')
  try {
    const { instance, account, summary } = await connectOnce(mount)
    return { what, found: summary ?? `${instance}${account ? `, as ${account.name}` : ''}` }
  } catch (thrown) {
    return { what, problem: sentenceOf(thrown) }
  }
}
