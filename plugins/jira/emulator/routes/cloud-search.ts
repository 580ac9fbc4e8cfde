import type { Issue } from '../data/model.ts'
import { type Call, listOf, ok, queryInput, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import { readSelection } from '../present/selection.ts'
import type { Site } from '../site.ts'
import { apiOf, bodyOf } from './lookup.ts'
import { makeToken, readToken } from './page-token.ts'
import { expandNames, joined, json, printIn } from './printed.ts'
import { type Answered, createAsk } from './query.ts'

/** Enhanced search, counting, bulk reading; and the search that is gone. */
export function cloudSearchRoutes(site: Site): readonly Route[] {
  const ask = createAsk(site)
  const get = (call: Call) => search(call, queryInput(call.query))
  const post = (call: Call) => search(call, bodyOf(call))
  return [
    ['GET', '/rest/api/{api}/search/jql', get],
    ['POST', '/rest/api/{api}/search/jql', post],
    [
      'POST',
      '/rest/api/{api}/search/approximate-count',
      call => ok({ count: bounded(bodyOf(call).jql).issues.length }),
    ],
    ['POST', '/rest/api/{api}/issue/bulkfetch', bulkFetch],
    ['GET', '/rest/api/{api}/search', gone],
    ['POST', '/rest/api/{api}/search', gone],
  ]

  function bounded(jql: unknown, reconcile?: ReadonlySet<number>): Answered {
    const answered = ask(String(jql ?? ''), reconcile)
    const { query } = answered.prepared
    if (!query.where) {
      throw new Refusal(400, [
        'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
      ])
    }
    if (query.order.length > 7) throw new Refusal(400, ['The maximum number of fields in ORDER BY is 7.'])
    return answered
  }

  function search(call: Call, input: Readonly<Record<string, unknown>>): Reply {
    const jql = String(input.jql ?? '')
    const reconcile = (listOf(input.reconcileIssues) ?? []).map(Number)
    if (reconcile.length > 50) throw new Refusal(400, ['The maximum number of issues to reconcile is 50.'])
    const { prepared, issues } = bounded(jql, new Set(reconcile))
    const selection = readSelection(listOf(input.fields), ['id'])
    const cap = selection.kind === 'fields' ? site.options.pageCap : 5000
    const size = wholeNumber(input.maxResults, 50)
    if (size < 1) throw new Refusal(400, ['The value of maxResults must be at least 1.'])
    const { key, compare } = prepared.ordering
    const start = input.nextPageToken ? firstAfter(issues, readToken(jql, input.nextPageToken)) : 0
    const page = issues.slice(start, start + Math.min(size, cap))
    const isLast = start + page.length >= issues.length
    const manner = { api: apiOf(call), comments: site.options.commentCap }
    const texts = page.map(issue => printIn(site, issue, selection, manner, input.expand))
    const names = expandNames(site, input.expand)
    const token = isLast ? '' : `,"nextPageToken":${JSON.stringify(makeToken(jql, key(page.at(-1)!)))}`
    return json('{"issues":[', ...joined(texts), `]${token},"isLast":${isLast}${names}}`)

    function firstAfter(found: readonly Issue[], after: readonly (string | number | null)[]): number {
      let [low, high] = [0, found.length]
      while (low < high) {
        const middle = (low + high) >> 1
        if (compare(key(found[middle]!), after) <= 0) low = middle + 1
        else high = middle
      }
      return low
    }
  }

  function bulkFetch(call: Call): Reply {
    const body = bodyOf(call)
    const asked = body.issueIdsOrKeys
    if (!Array.isArray(asked) || asked.length === 0) {
      throw new Refusal(400, ['issueIdsOrKeys must not be empty.'])
    }
    if (asked.length > 100) throw new Refusal(400, ['The maximum number of issues that can be fetched is 100.'])
    const found = new Set(asked.map(idOrKey => site.store.find(String(idOrKey))).filter(issue => issue !== undefined))
    const selection = readSelection(listOf(body.fields), ['*navigable'])
    const manner = { api: apiOf(call), comments: site.options.commentCap }
    const texts = [...found]
      .sort((first, second) => first.id - second.id)
      .map(issue => printIn(site, issue, selection, manner, body.expand))
    return json('{"issues":[', ...joined(texts), `],"issueErrors":[]${expandNames(site, body.expand)}}`)
  }
}

function gone(): never {
  throw new Refusal(410, [
    'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. ' +
      'A full migration guideline is available at https://developer.atlassian.com/changelog/#CHANGE-2046',
  ])
}
