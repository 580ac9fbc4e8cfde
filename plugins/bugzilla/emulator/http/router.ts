import type { Handler, Route } from './message.ts'

/** A route that matches a path. */
export interface Match {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  /** `undefined` when the path exists with other methods only. */
  readonly handler: Handler | undefined
}

/** Finds routes; earlier ones win. */
export function createRouter(routes: readonly Route[]) {
  const entries = routes.map(([method, template, handler]) => ({
    method,
    template,
    segments: template.split('/'),
    handler,
  }))
  return (method: string, path: string): Match | undefined => {
    const segments = path.split('/')
    let other: Match | undefined
    for (const { segments: expected, template, handler, method: own } of entries) {
      const params = matchSegments(expected, segments)
      if (!params) continue
      if (own === method) return { template, params, handler }
      other ??= { template, params, handler: undefined }
    }
    return other
  }
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (template.length !== segments.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, expected] of template.entries()) {
    const given = segments[at]!
    if (!expected.startsWith('{')) {
      if (expected !== given) return undefined
    } else if (given === '') return undefined
    else params[expected.slice(1, -1)] = decodeSegment(given)
  }
  return params
}

function decodeSegment(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
