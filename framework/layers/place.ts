import type { Exchange } from './fetcher.ts'

/** Origin and path: all of an address that may be shown. Query strings may hold secrets. */
export function placeOf(url: URL): string {
  return `${url.origin}${url.pathname}`
}

/** `GET https://host/path`. */
export function requestLine({ method, url }: Exchange): string {
  return `${method} ${placeOf(url)}`
}
