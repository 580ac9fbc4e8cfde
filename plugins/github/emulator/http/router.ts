import type { Handler, Route } from './message.ts'

/** A route that matches a path. */
export interface Match {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  readonly handler: Handler
}

/** Finds routes; earlier ones win. Enterprise Server's prefixes are taken off. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | undefined {
  const compiled = routes.map(([method, template, handler]) => {
    const pattern = template.replaceAll(/\{(\w+):int\}/g, '(?<$1>\\d+)').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    return { method, template, handler, pattern: new RegExp(`^${pattern}$`) }
  })
  return (method, path) => {
    const plain = path === '/api/graphql' ? '/graphql' : path.replace(/^\/api\/v3(?=\/)/, '')
    for (const { template, handler, pattern, ...each } of compiled) {
      const found = each.method === method ? pattern.exec(plain) : null
      if (found) return { template, handler, params: { ...found.groups } }
    }
    return undefined
  }
}
