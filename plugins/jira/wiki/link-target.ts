/** What the target of a link names. */
export type LinkTarget =
  | { readonly kind: 'user'; readonly name: string }
  | { readonly kind: 'attachment'; readonly name: string }
  | { readonly kind: 'issue'; readonly key: string }
  | { readonly kind: 'url'; readonly url: string }

const absolute = /^(?:[a-z][a-z0-9+.-]{0,30}:\/\/|mailto:|tel:)\S/i
const bare = /^(?:\/[\w/]|www\.|\\\\\w|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,12}(?:[/:?#]|$))/i

/**
 * Reads a target. Jira takes any text in brackets for a link; we do where it is one beyond doubt.
 *
 * `named` says that words stand before it (`[words|target]`), which makes more of them plausible.
 */
export function linkTarget(target: string, named: boolean): LinkTarget | undefined {
  const first = target[0]
  if (first === '~') return /^~[^\s[\]|]{1,255}$/.test(target) ? { kind: 'user', name: target.slice(1) } : undefined
  if (first === '^') {
    return /^\^[^/\\*?"<>]{1,250}\.\w{1,10}$/.test(target) ? { kind: 'attachment', name: target.slice(1) } : undefined
  }
  if (first === '#')
    return /^#\S/.test(target) && (named || /^#[\w.-]+$/.test(target)) ? { kind: 'url', url: target } : undefined
  if (/^[A-Z][A-Z0-9_]{0,50}-\d{1,12}$/.test(target)) return { kind: 'issue', key: target }
  if (absolute.test(target) && (named || !/\s/.test(target))) return { kind: 'url', url: target }
  if (named && bare.test(target) && !/\s/.test(target)) return { kind: 'url', url: target }
  return undefined
}
