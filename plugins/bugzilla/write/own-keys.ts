import type { Call } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { FRONT_KEYS } from '../model/field-directory.ts'
import type { Site } from '../site.ts'
import { customKey, KEYS, type WritableKey } from './keys.ts'

/** The keys of this site: ours, and its custom fields under their labels. bugzilla.mozilla.org has a type, others not. */
export async function keysOf(site: Site, bug: Bug | undefined, call: Call): Promise<readonly WritableKey[]> {
  const [own, directory] = await Promise.all([ownKeys(site, call), site.directory(call)])
  const custom = directory.custom.flatMap(({ name, label, type }) => customKey(name, label, type) ?? [])
  const named = custom.map(key => ({ ...key, key: bug?.labels[key.field] ?? key.key }))
  return [...own, ...named.filter(({ key }) => !(FRONT_KEYS as readonly string[]).includes(key.toLowerCase()))]
}

async function ownKeys(site: Site, call: Call): Promise<readonly WritableKey[]> {
  const { flavour } = await site.client(call)
  return KEYS.filter(({ on = flavour }) => on === flavour)
}

/** Whether only keys that every site has are named, so that custom fields need not be asked for. */
function areOurs(names: readonly string[]): boolean {
  return names.every(name => (FRONT_KEYS as readonly string[]).includes(name))
}

/** The keys of the names, without asking for custom fields where none is named. */
export function keysFor(
  site: Site,
  bug: Bug | undefined,
  names: readonly string[] | undefined,
  call: Call,
): Promise<readonly WritableKey[]> {
  return names !== undefined && areOurs(names) ? ownKeys(site, call) : keysOf(site, bug, call)
}
