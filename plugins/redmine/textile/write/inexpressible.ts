import { SourceError } from 'issuefs/source'

/** What Textile, or Redmine's way of reading it, has no form for. */
export function inexpressible(what: string): SourceError {
  return new SourceError('invalid', `Redmine’s Textile has no form for ${what}: write it in another way.`)
}
