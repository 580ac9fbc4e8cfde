import { type Account, type Call, type Connection, SourceError } from 'issuefs/source'
import { keyMark } from './credentials.ts'
import { lineOf, objectOf } from './model/json.ts'
import { isoOf } from './model/time.ts'
import { nearest } from './nearest.ts'
import { productsIn } from './products.ts'
import type { Site } from './site.ts'

/** Says what Bugzilla it is and whose eyes see it; checks the address, the key, the products and the query. */
export async function connect(site: Site, call: Call): Promise<Connection> {
  const { flavour, version } = await site.info(call)
  const account = await accountOf(site, call)
  await checkSelection(site, call)
  const kind = flavour === 'bmo' ? `Bugzilla ${version}, like bugzilla.mozilla.org` : `Bugzilla ${version}`
  const summary = `${kind}, as ${account?.name ?? 'nobody (anonymous)'}`
  return { instance: site.url, summary, ...(account && { account }) }
}

async function accountOf(site: Site, call: Call): Promise<Account | undefined> {
  const { key, login, remedy } = site.credentials
  if (key === undefined) return undefined
  const client = await site.client(call)
  if (client.flavour === 'bmo') {
    const { id, name } = objectOf(await site.whoami(call))
    return { id: lineOf(name) ?? lineOf(id) ?? keyMark(key), name: lineOf(name) ?? 'the owner of the key' }
  }
  if (login === undefined) return { id: keyMark(key), name: 'the owner of the key' }
  if (objectOf(await client.validLogin(login)).result === true) return { id: login, name: login }
  throw new SourceError(
    'denied',
    `The key does not belong to ${login} at ${site.url}: check BUGZILLA_LOGIN, or ${remedy}.`,
  )
}

/** One request in any case: a wrong key is refused there. */
async function checkSelection(site: Site, call: Call): Promise<void> {
  const client = await site.client(call)
  const { products, query, saved } = site.selection
  if (products) await checkProducts(site, call, products)
  if (products && query === undefined && saved === undefined) return
  await client.search({ criteria: await site.criteria(call), since: isoOf(0), fields: ['id'], limit: 1 })
}

async function checkProducts(site: Site, call: Call, names: readonly string[]): Promise<void> {
  const found = new Set((await site.products(call)).map(({ name }) => name.toLowerCase()))
  const unknown = names.find(name => !found.has(name.toLowerCase()))
  if (unknown === undefined) return
  const near = nearest(
    unknown,
    productsIn(await (await site.client(call)).accessibleProducts()).map(({ name }) => name),
  )
  const hint = near.length > 0 ? `the nearest are ${near.join(', ')}` : site.credentials.remedy
  throw new SourceError('not-found', `This account sees no product “${unknown}” at ${site.url}: ${hint}.`)
}
