import type { Reference } from 'issuefs/source'
import { type RedmineOptions, selectionOf } from './options.ts'
import { issueUrl } from './render/document.ts'
import { ANYWHERE, ISSUE } from './routes/paths.ts'

/** What `#77`, or an address such as `https://redmine.acme.example/issues/77`, names. */
export function refer(reference: string, options: RedmineOptions): Reference | undefined {
  const site = options.url.replace(/\/+$/, '')
  const digits = /^#?([1-9]\d{0,14})$/.exec(reference)?.[1] ?? idOfAddress(reference, site)
  if (digits === undefined) return undefined
  const id = Number(digits)
  const { projects, subprojects } = selectionOf(options)
  const only = projects?.length === 1 && !subprojects ? projects[0] : undefined
  const place =
    only === undefined || /^\d+$/.test(only)
      ? { route: ANYWHERE, key: { id } }
      : { route: ISSUE, key: { project: only, id } }
  return { ...place, url: issueUrl(site, id), shown: true }
}

function idOfAddress(reference: string, site: string): string | undefined {
  if (!/^https?:\/\//i.test(reference) || !URL.canParse(reference)) return undefined
  const { origin, pathname } = new URL(reference)
  const base = new URL(site)
  if (origin !== base.origin) return undefined
  const path = `${base.pathname.replace(/\/+$/, '')}/issues/`
  return pathname.startsWith(path) ? /^[1-9]\d{0,14}$/.exec(pathname.slice(path.length))?.[0] : undefined
}
