import type { Reply } from './message.ts'

/**
 * What Cloud answers to a token that it does not know (any more): as to a stranger, who sees nothing of this site. Only
 * who asks for the account itself hears 401.
 */
export function anonymous(template: string): Reply | undefined {
  const path = template.replace(/^\/rest\/api\/[^/]+/, '')
  if (path === '/search/jql') return { status: 200, json: { issues: [], isLast: true } }
  if (path === '/issue/bulkfetch') return { status: 200, json: { issues: [], issueErrors: [] } }
  if (path === '/project/search')
    return { status: 200, json: { startAt: 0, maxResults: 50, total: 0, isLast: true, values: [] } }
  if (!path.startsWith('/issue/{issue}')) return undefined
  const errorMessages = ['Issue does not exist or you do not have permission to see it.']
  return { status: 404, json: { errorMessages, errors: {} } }
}

/** Whether Cloud answers this to everybody. */
export function isPublic(template: string): boolean {
  return /\/(?:serverInfo|field)$/.test(template)
}
