import type { Fields, Issue } from '../data/model.ts'
import { type Call, Refusal, type Reply, type Route } from '../http/message.ts'
import type { Site } from '../site.ts'
import { bodyOf } from './lookup.ts'

/** Making and cutting links between issues; both ends move. */
export function linkRoutes(site: Site): readonly Route[] {
  const { store } = site
  return [
    ['POST', '/rest/api/{api}/issueLink', link],
    ['DELETE', '/rest/api/{api}/issueLink/{link}', unlink],
  ]

  function link(call: Call): Reply {
    need(call)
    const { type, inwardIssue, outwardIssue } = bodyOf(call)
    const { id, name } = (type ?? {}) as Fields
    // Data Center looks for the name alone.
    const found = store.vocabulary.find('linktype', String(store.flavour === 'cloud' ? (id ?? name) : name))
    if (!found) throw new Refusal(404, [`No issue link type with name '${name ?? id}' found.`])
    const [inward, outward] = [end(inwardIssue), end(outwardIssue)]
    if (inward.id === outward.id) throw new Refusal(400, ['You cannot link an issue to itself.'])
    const isSame = (one: Fields) =>
      (one.type as Fields).id === found.id && (one.outwardIssue as Fields | undefined)?.id === String(outward.id)
    if (linksOf(inward).some(isSame)) return { status: 201 }
    const entry = { id: String(store.nextId()), type: found }
    // The inward issue shows the outward one as `outwardIssue`, and the other way round.
    append(inward, { ...entry, outwardIssue: { id: String(outward.id) } })
    append(outward, { ...entry, inwardIssue: { id: String(inward.id) } })
    return { status: 201 }
  }

  function unlink(call: Call): Reply {
    need(call)
    let cut = 0
    for (const issue of store.issues.values()) {
      const links = linksOf(issue)
      const left = links.filter(one => one.id !== call.params.link)
      if (left.length === links.length) continue
      put(issue, left)
      cut++
    }
    if (cut === 0) throw new Refusal(404, [`No issue link with id '${call.params.link}' exists.`])
    return { status: 204 }
  }

  /** Jira says 401 here, whoever asks. */
  function need({ body }: Call): void {
    if (site.rights.has('link')) return
    const { inwardIssue } = (body ?? {}) as Fields
    throw new Refusal(401, [`No Link Issue Permission for issue '${(inwardIssue as Fields | undefined)?.key ?? ''}'`])
  }

  function end(reference: unknown): Issue {
    const { key, id } = (reference ?? {}) as Fields
    const issue = store.find(String(key ?? id))
    if (issue) return issue
    throw new Refusal(404, ['Issue does not exist or you do not have permission to see it.'])
  }

  function append(issue: Issue, entry: Fields): void {
    const present = store.issues.get(issue.id) ?? issue
    put(present, [...linksOf(present), entry])
  }

  function put(issue: Issue, issuelinks: readonly Fields[]): void {
    store.put({ ...issue, updated: store.clock.tick(), fields: { ...issue.fields, issuelinks } })
  }
}

function linksOf(issue: Issue): readonly Fields[] {
  return (issue.fields.issuelinks as readonly Fields[] | undefined) ?? []
}
