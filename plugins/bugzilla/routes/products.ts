import { type Call, folders, type Page } from 'issuefs/source'
import { type Product, productsIn } from '../products.ts'
import type { Site } from '../site.ts'
import { PRODUCT } from './paths.ts'

/** The products of the options, asked for once, or all that the account may see. */
export function products(site: Site) {
  return folders(PRODUCT, {
    list: async (_scope, call) => pageOf(await (site.selection.products ? site.products(call) : visible(site, call))),
  })
}

async function visible(site: Site, call: Call): Promise<readonly Product[]> {
  return productsIn(await (await site.client(call)).accessibleProducts())
}

function pageOf(found: readonly Product[]): Page {
  return { items: found.map(({ id, name }) => ({ key: { product: name }, id })) }
}
