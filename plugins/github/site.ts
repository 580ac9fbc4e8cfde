import type { Call } from 'issuefs/source'
import { type Access, connectClient, type GitHubClient } from './client.ts'
import type { Backend } from './list/search-backend.ts'
import { type GitHubOptions, type Selection, selectionOf } from './options.ts'
import { createLists, type Lists } from './write/lists.ts'
import { createWritten, type Written } from './write/written.ts'

/** One GitHub as a session sees it. */
export interface Site extends Access {
  readonly selection: Selection
  client(call: Call): Promise<GitHubClient>
  /** Parts of the schema that this server or this token does not have; found out by asking, once. */
  readonly lacks: Set<string>
  /** Issues per page of GraphQL. Halved when GitHub takes too long for one. */
  readonly pages: { size: number }
  /** How issues are searched for, once that is known. */
  readonly search: { backend?: Backend }
  /** What the issues of repositories may have. */
  readonly lists: Lists
  /** What this session has written a moment ago. */
  readonly written: Written
}

/** Entities per page of GraphQL at first, and at least. */
export const MOST = 100
export const LEAST = 10

/** A site that has not been asked anything yet. */
export function createSite(options: GitHubOptions): Site {
  const access: Access = { api: apiOf(options.url), token: options.token?.trim() || undefined }
  const client = (call: Call) => connectClient(access, call)
  return {
    ...access,
    selection: selectionOf(options),
    client,
    lists: createLists(client),
    written: createWritten(),
    lacks: new Set(),
    pages: { size: MOST },
    search: {},
  }
}

/**
 * The address of the REST API. Enterprise Server has it below `/api/v3`, which may be left out; `github.com`, the
 * subdomains of `ghe.com` and addresses that begin with `api.` have it at the root of a host of its own.
 */
export function apiOf(address: string): string {
  const url = new URL(address)
  if (url.hostname === 'github.com' || url.hostname === 'www.github.com') return 'https://api.github.com'
  if (/^[^.]+\.ghe\.com$/.test(url.hostname)) return `https://api.${url.hostname}`
  const path = url.pathname.replace(/\/+$/, '')
  const isRoot = path === '' && !url.hostname.startsWith('api.')
  return `${url.origin}${isRoot ? '/api/v3' : path}`
}

/** Whether GitHub runs it itself, on `github.com` or, for enterprises, on `ghe.com`. */
export function isCloud(api: string): boolean {
  return /^api\.(?:github\.com|[^.]+\.ghe\.com)$/.test(new URL(api).hostname)
}

/** Where people look at it: what GitHub runs itself has another host for its API. */
export function webOf(address: string): string {
  const { origin } = new URL(apiOf(address))
  return isCloud(origin) ? origin.replace('//api.', '//') : origin
}
