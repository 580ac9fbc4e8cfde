import type { Entry } from './entry.ts'

/** What edits of an issue have in common: they are sent one after another. */
export function subjectOf({ route, entity, path, what }: Pick<Entry, 'route' | 'entity' | 'path' | 'what'>): string {
  return entity === undefined || what === 'create' ? `new ${path}` : `${route} ${entity}`
}
