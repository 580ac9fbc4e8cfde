/** A path with parameters, `/issues/{id}`, as something to match requests with. */
export interface PathPattern {
  /** The decoded parameters, or `undefined` when the path is another one. */
  match(pathname: string): Readonly<Record<string, string>> | undefined
}

export function pathPattern(path: string): PathPattern {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
  const source = path
    .split(/\{\w+\}/)
    .map(text => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('([^/]+)')
  const pattern = new RegExp(`^${source}$`)
  return {
    match(pathname) {
      const found = pattern.exec(pathname)
      if (!found) return undefined
      try {
        return Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1]!)]))
      } catch {
        return undefined
      }
    },
  }
}
