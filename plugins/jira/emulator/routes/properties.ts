import type { Fields } from '../data/model.ts'
import { type Call, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { resource } from '../present/parts.ts'
import type { Site } from '../site.ts'
import { issueOf } from './lookup.ts'

/** Values that programs keep with an issue or a comment, which no person sees. */
export function propertyRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [
    ['GET', '/rest/api/{api}/issue/{issue}/properties/{property}', ofIssue],
    ['GET', '/rest/api/{api}/comment/{comment}/properties/{property}', ofComment],
  ]

  function ofIssue(call: Call): Reply {
    const issue = issueOf(site, call)
    return show(call, issue.properties, `issue/${issue.id}`)
  }

  function ofComment(call: Call): Reply {
    const id = call.params.comment ?? ''
    for (const issue of store.issues.values()) {
      const comment = issue.content().comments.find(one => one.id === id)
      if (comment) return show(call, comment.properties, `comment/${id}`)
    }
    throw new Refusal(404, [`Can not find a comment for the id: ${id}.`])
  }

  function show(call: Call, properties: Fields = {}, owner: string): Reply {
    const key = call.params.property ?? ''
    if (!(key in properties)) throw new Refusal(404, [`The property with key '${key}' does not exist.`])
    return ok({ self: resource(store, `${owner}/properties/${key}`), key, value: properties[key] })
  }
}
