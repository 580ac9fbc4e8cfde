import type { Handler, Route } from './message.ts'

/** A route that matches a path. */
export interface Match {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  readonly handler: Handler
}

/** Finds routes; earlier ones win. A parameter may have an ending: `{id}.json`. */
export function createRouter(routes: readonly Route[]) {
  const entries = routes.map(([method, template, handler]) => {
    const pattern = template.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+?)')
    return { method, template, handler, pattern: new RegExp(`^${pattern}$`) }
  })
  return (method: string, path: string): Match | undefined => {
    for (const { template, handler, pattern, ...entry } of entries) {
      const found = entry.method === method ? pattern.exec(path) : null
      if (found) return { template, handler, params: decoded(found.groups ?? {}) }
    }
    return undefined
  }
}

function decoded(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(groups).map(([name, text]) => {
      try {
        return [name, decodeURIComponent(text)]
      } catch {
        return [name, text]
      }
    }),
  )
}
