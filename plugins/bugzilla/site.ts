import { type Call, isSourceError, SourceError } from 'issuefs/source'
import { type BugzillaClient, connectClient } from './client.ts'
import type { Credentials } from './credentials.ts'
import { type FieldDirectory, fieldDirectory } from './model/field-directory.ts'
import type { BugzillaOptions, Flavour } from './options.ts'
import { type Product, productsIn } from './products.ts'
import { type Criteria, inProducts } from './query/criteria.ts'
import { savedCriteria } from './query/saved.ts'
import { remembered } from './remembered.ts'
import type { Selection } from './selection.ts'
import { createValues, type Values } from './write/values.ts'

/** One Bugzilla as a session sees it: asked once for what does not change. */
export interface Site {
  /** Without a slash at its end. */
  readonly url: string
  readonly selection: Selection
  readonly credentials: Credentials
  client(call: Call): Promise<BugzillaClient & { readonly flavour: Flavour }>
  info(call: Call): Promise<ServerInfo>
  /** Who the key belongs to, where the server says so. */
  whoami(call: Call): Promise<unknown>
  /** The products of the options that there are, as Bugzilla spells them. */
  products(call: Call): Promise<readonly Product[]>
  /** What the options select, or one product. */
  criteria(call: Call, product?: string): Promise<Criteria>
  /** Knows the custom fields named, unless Bugzilla itself does not list them. */
  fields(call: Call, names: readonly string[]): Promise<FieldDirectory>
  /** All fields. */
  directory(call: Call): Promise<FieldDirectory>
  /** The values that fields may have. */
  readonly values: Values
  /** By how much the zone of the server's machine is ahead of UTC, as far as it was found out (`write/moments.ts`). */
  readonly ahead: { milliseconds: number }
}

export interface ServerInfo {
  readonly flavour: Flavour
  readonly version: string
}

/** bugzilla.mozilla.org numbers its releases by day: `20260114.1`. */
const BY_DAY = /^20\d{6}/

/** A site that has not been asked anything yet. */
export function createSite(options: BugzillaOptions, selection: Selection, credentials: Credentials): Site {
  const url = options.url.replace(/[?#].*$/, '').replace(/\/+$/, '')
  const info = remembered(async (call): Promise<ServerInfo> => {
    const version = await versionOf(url, await connectClient(url, credentials, undefined, call))
    const found = BY_DAY.test(version) ? 'bmo' : 'stock'
    return { version, flavour: options.flavour === 'auto' ? found : (options.flavour as Flavour) }
  })
  const client = async (call: Call) => {
    const flavour = options.flavour === 'auto' ? (await info.get(call)).flavour : (options.flavour as Flavour)
    return { ...(await connectClient(url, credentials, flavour, call)), flavour }
  }
  const whoami = remembered(async call => (await client(call)).whoami())
  const products = remembered(async call => productsIn(await (await client(call)).products(selection.products ?? [])))
  const directory = remembered(async call => fieldDirectory(await (await client(call)).fields()))
  const unlisted = new Set<string>()
  const site: Site = {
    url,
    selection,
    credentials,
    client,
    info: info.get,
    whoami: whoami.get,
    products: products.get,
    directory: directory.get,
    values: createValues(client),
    ahead: { milliseconds: 0 },
    async criteria(call, product) {
      const query = selection.saved === undefined ? (selection.query ?? []) : await saved.get(call)
      const products = product === undefined ? selection.products : [product]
      return products ? inProducts(query, products) : query
    },
    async fields(call, names) {
      if (names.length === 0) return fieldDirectory(undefined)
      const known = await directory.get(call)
      if (names.every(name => known.has(name) || unlisted.has(name))) return known
      directory.forget(known)
      const fresh = await directory.get(call)
      for (const name of names) if (!fresh.has(name)) unlisted.add(name)
      return fresh
    },
  }
  const saved = remembered(call => savedCriteria(site, call, selection.saved!))
  return site
}

/** What has no version is no Bugzilla, or stands elsewhere. */
async function versionOf(url: string, client: BugzillaClient): Promise<string> {
  try {
    return await client.version()
  } catch (error) {
    const isOther = !isSourceError(error) || ['unexpected', 'unsupported', 'not-found'].includes(error.kind)
    if (!isOther || (isSourceError(error) && (error.status ?? 0) >= 500)) throw error
    const remedy = 'check the address (--url or BUGZILLA_URL), with the path that Bugzilla has on that host'
    throw new SourceError('invalid', `There is no Bugzilla with a REST interface at ${url}: ${remedy}.`, {
      cause: error,
    })
  }
}
