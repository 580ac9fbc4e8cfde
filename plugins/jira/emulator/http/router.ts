import type { Handler, Route } from './message.ts'

/** A route that matches a path. */
export interface Match {
  readonly template: string
  readonly params: Readonly<Record<string, string>>
  /** `undefined` when the path exists with other methods only. */
  readonly handler: Handler | undefined
}

interface Entry {
  readonly method: string
  readonly template: string
  readonly segments: readonly string[]
  readonly handler: Handler
}

/** Finds routes; earlier ones win. `versions` are what `{api}` may be. */
export function createRouter(routes: readonly Route[], versions: readonly string[]) {
  const byLength = new Map<number, Entry[]>()
  for (const [method, template, handler] of routes) {
    const segments = template.split('/')
    const entry = { method, template, segments, handler }
    byLength.set(segments.length, [...(byLength.get(segments.length) ?? []), entry])
  }
  return (method: string, path: string): Match | undefined => {
    const segments = path.split('/')
    let other: Match | undefined
    for (const entry of byLength.get(segments.length) ?? []) {
      const params = matchSegments(entry.segments, segments, versions)
      if (!params) continue
      if (entry.method === method) return { template: named(entry, params), params, handler: entry.handler }
      other ??= { template: named(entry, params), params, handler: undefined }
    }
    return other
  }
}

/** The template with the version it was asked for. */
function named(entry: Entry, params: Readonly<Record<string, string>>): string {
  return entry.template.replace('{api}', params.api ?? '')
}

function matchSegments(
  template: readonly string[],
  segments: readonly string[],
  versions: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {}
  for (let index = 0; index < template.length; index++) {
    const expected = template[index]!
    const given = segments[index]!
    if (!expected.startsWith('{')) {
      if (expected !== given) return undefined
    } else {
      if (given === '' || (expected === '{api}' && !versions.includes(given))) return undefined
      params[expected.slice(1, -1)] = decodeSegment(given)
    }
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
