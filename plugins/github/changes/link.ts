/** The address of the next page, from a `Link` header (RFC 8288). */
export function nextPage(header: unknown): string | undefined {
  if (typeof header !== 'string') return undefined
  for (const [, address, parameters = ''] of header.matchAll(/<([^<>]*)>((?:\s*;\s*[^,;]+)*)/g)) {
    if (/;\s*rel="?next"?/.test(parameters)) return address
  }
  return undefined
}
