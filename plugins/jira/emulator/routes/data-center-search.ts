import { type Call, listOf, queryInput, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import { readSelection } from '../present/selection.ts'
import type { Site } from '../site.ts'
import { bodyOf } from './lookup.ts'
import { expandNames, joined, json, printIn } from './printed.ts'
import { createAsk } from './query.ts'

/** `startAt` search with a total, an administrator's cap and a result window. */
export function dataCenterSearchRoutes(site: Site): readonly Route[] {
  const ask = createAsk(site)
  return [
    ['GET', '/rest/api/{api}/search', call => search(queryInput(call.query))],
    ['POST', '/rest/api/{api}/search', (call: Call) => search(bodyOf(call))],
  ]

  function search(input: Readonly<Record<string, unknown>>): Reply {
    const { pageCap, maxResultWindow } = site.options
    const startAt = Math.max(0, wholeNumber(input.startAt, 0))
    const maxResults = Math.min(Math.max(0, wholeNumber(input.maxResults, 50)), pageCap)
    if (startAt + maxResults > maxResultWindow) {
      throw new Refusal(400, [
        `Result window is too large, from + size must be less than or equal to: [${maxResultWindow}] ` +
          `but was [${startAt + maxResults}].`,
      ])
    }
    const { issues } = ask(String(input.jql ?? ''))
    const selection = readSelection(listOf(input.fields), ['*navigable'])
    const manner = { api: '2', comments: Number.POSITIVE_INFINITY } as const
    const page = issues.slice(startAt, startAt + maxResults)
    const texts = page.map(issue => printIn(site, issue, selection, manner, input.expand))
    const head = `"expand":"schema,names","startAt":${startAt},"maxResults":${maxResults},"total":${issues.length}`
    return json(`{${head},"issues":[`, ...joined(texts), `]${expandNames(site, input.expand)}}`)
  }
}
