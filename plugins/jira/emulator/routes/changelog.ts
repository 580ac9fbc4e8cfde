import type { History } from '../data/model.ts'
import { type Call, listOf, ok, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import { presentHistory, resource } from '../present/parts.ts'
import type { Site } from '../site.ts'
import { bodyOf, issueOf } from './lookup.ts'

/** Histories, of one issue or of many (Cloud). */
export function changelogRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [
    ['GET', '/rest/api/{api}/issue/{issue}/changelog', ofOne],
    ['POST', '/rest/api/{api}/changelog/bulkfetch', ofMany],
  ]

  function ofOne(call: Call): Reply {
    const issue = issueOf(site, call)
    const { histories } = issue.content()
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.min(100, Math.max(1, wholeNumber(call.query.get('maxResults'), 100)))
    const values = histories.slice(startAt, startAt + maxResults).map(presentHistory)
    const isLast = startAt + values.length >= histories.length
    const self = resource(store, `issue/${issue.id}/changelog?maxResults=${maxResults}&startAt=${startAt}`)
    return ok({ self, maxResults, startAt, total: histories.length, isLast, values })
  }

  /** Pages through the histories of all issues, ascending id, oldest first. */
  function ofMany(call: Call): Reply {
    const body = bodyOf(call)
    const asked = listOf(body.issueIdsOrKeys) ?? []
    if (asked.length === 0 || asked.length > 1000)
      throw new Refusal(400, ['issueIdsOrKeys must have 1 to 1000 entries.'])
    const wanted = listOf(body.fieldIds)
    const size = Math.min(10_000, Math.max(1, wholeNumber(body.maxResults, 1000)))
    const start = wholeNumber(body.nextPageToken, 0)
    const issues = asked.map(idOrKey => store.find(idOrKey)).filter(issue => issue !== undefined)
    const all = [...new Set(issues)]
      .sort((first, second) => first.id - second.id)
      .flatMap(issue =>
        only(issue.content().histories, wanted).map(history => ({ issueId: String(issue.id), history })),
      )
    const page = Map.groupBy(all.slice(start, start + size), entry => entry.issueId)
    const issueChangeLogs = [...page].map(([issueId, entries]) => ({
      issueId,
      changeHistories: entries.map(entry => presentHistory(entry.history)),
    }))
    return ok({ issueChangeLogs, ...(start + size < all.length ? { nextPageToken: String(start + size) } : {}) })
  }
}

function only(histories: readonly History[], fields: readonly string[] | undefined): readonly History[] {
  if (!fields) return histories
  return histories
    .map(history => ({ ...history, items: history.items.filter(item => fields.includes(item.fieldId)) }))
    .filter(history => history.items.length > 0)
}
