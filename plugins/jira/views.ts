import type { Site } from './site.ts'

/** The views that need no configuration. Nobody is `currentUser()` of an anonymous session. */
export function viewsOf({ credentials }: Site): Readonly<Record<string, string>> {
  const open = 'statusCategory != Done'
  return credentials.kind === 'anonymous' ? { open } : { mine: `assignee = currentUser() AND ${open}`, open }
}
