import type { Reference } from 'issuefs/source'
import type { BugzillaOptions } from './options.ts'
import { bugUrl } from './render/document.ts'
import { ANYWHERE, BUG } from './routes/paths.ts'
import { selectionOf } from './selection.ts'

/** What `1234`, or an address such as `https://bugzilla.example.org/show_bug.cgi?id=1234`, names. */
export function refer(reference: string, options: BugzillaOptions): Reference | undefined {
  const site = options.url.replace(/[?#].*$/, '').replace(/\/+$/, '')
  const digits = /^#?([1-9]\d{0,14})$/.exec(reference)?.[1] ?? idOfAddress(reference, site)
  if (digits === undefined) return undefined
  const id = Number(digits)
  const { products } = selectionOf(options)
  const only = products?.length === 1 ? products[0] : undefined
  const place = only === undefined ? { route: ANYWHERE, key: { id } } : { route: BUG, key: { product: only, id } }
  return { ...place, url: bugUrl(site, id), shown: true }
}

function idOfAddress(reference: string, site: string): string | undefined {
  if (!/^https?:\/\//i.test(reference) || !URL.canParse(reference)) return undefined
  const { origin, pathname, searchParams } = new URL(reference)
  const base = new URL(site)
  if (origin !== base.origin || pathname !== `${base.pathname.replace(/\/+$/, '')}/show_bug.cgi`) return undefined
  return /^[1-9]\d{0,14}$/.exec(searchParams.get('id') ?? '')?.[0]
}
