import type { Reference } from 'issuefs/source'
import { issueKey } from './model/key.ts'
import { type JiraOptions, selectionOf } from './options.ts'
import { browseUrl } from './render/document.ts'
import { ISSUE } from './routes/paths.ts'

/** A key among words: in capitals, so that not every word with a number is one. */
const KEY = /^\p{Lu}[\p{Lu}\p{N}_]*-[1-9]\d*$/u

/** What `PROJ-12`, or an address such as `https://acme.atlassian.net/browse/PROJ-12`, names. */
export function refer(reference: string, options: JiraOptions): Reference | undefined {
  const site = options.url.replace(/\/+$/, '')
  const word = keyOfAddress(reference, site) ?? reference
  const key = KEY.test(word) ? issueKey(word) : undefined
  if (!key) return undefined
  const { projects } = selectionOf(options)
  return {
    route: ISSUE,
    key: { ...key },
    url: browseUrl(site, key.key),
    shown: projects?.includes(key.project) ?? true,
  }
}

/** The key in the address of an issue of this site. */
function keyOfAddress(reference: string, site: string): string | undefined {
  if (!URL.canParse(reference) || !URL.canParse(site)) return undefined
  const [address, base] = [new URL(reference), new URL(site)]
  const path = `${base.pathname.replace(/\/+$/, '')}/browse/`
  return address.origin === base.origin && address.pathname.startsWith(path)
    ? address.pathname.slice(path.length).replace(/\/$/, '')
    : undefined
}
