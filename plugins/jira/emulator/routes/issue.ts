import type { Fields } from '../data/model.ts'
import { type Call, listOf, ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { resource } from '../present/parts.ts'
import { readSelection } from '../present/selection.ts'
import type { Site } from '../site.ts'
import { createIssue } from '../write/create.ts'
import { type EditInput, editIssue } from '../write/edit.ts'
import { removeIssue } from '../write/remove.ts'
import { checkScreen } from '../write/screen.ts'
import { takeTransition, transitionFields, transitionsOf } from '../write/transition.ts'
import { apiOf, bodyOf, issueOf } from './lookup.ts'
import { changelogText, expandNames, extended, json } from './printed.ts'

/** Reading, creating, changing and deleting one issue. */
export function issueRoutes(site: Site): readonly Route[] {
  const { store, presenter } = site
  const me = store.users.me
  return [
    ['GET', '/rest/api/{api}/issue/{issue}', read],
    ['POST', '/rest/api/{api}/issue', create],
    ['PUT', '/rest/api/{api}/issue/{issue}', edit],
    ['DELETE', '/rest/api/{api}/issue/{issue}', remove],
    ['GET', '/rest/api/{api}/issue/{issue}/transitions', transitions],
    ['POST', '/rest/api/{api}/issue/{issue}/transitions', transition],
  ]

  function read(call: Call): Reply {
    const issue = issueOf(site, call)
    const selection = readSelection(listOf(call.query.getAll('fields')), ['*all'])
    const manner = { api: apiOf(call), comments: Number.POSITIVE_INFINITY }
    const text = presenter.print(issue, selection, manner)
    const expand = listOf(call.query.getAll('expand')) ?? []
    const names = expandNames(site, expand)
    const changelog = expand.includes('changelog') ? changelogText(store, issue, 100) : ''
    return json(extended(text, names + changelog))
  }

  function create(call: Call): Reply {
    site.rights.need('create', 'create issues in this project')
    const input: EditInput = bodyOf(call)
    const { id: typeId, name } = (input.fields?.issuetype ?? {}) as Fields
    checkScreen(store, input, store.vocabulary.find('issuetype', String(typeId ?? name)), 'create')
    const issue = createIssue(store, input, me, apiOf(call))
    const id = String(issue.id)
    return { status: 201, json: { id, key: issue.key, self: resource(store, `issue/${id}`) } }
  }

  function edit(call: Call): Reply {
    site.rights.need('edit', 'edit issues in this project')
    const before = issueOf(site, call)
    if (site.locked.has(before.key)) throw new Refusal(403, ['You do not have permission to edit this issue.'])
    const issue = editIssue(store, before, bodyOf(call), me, apiOf(call), site.ignored)
    if (call.query.get('returnIssue') !== 'true') return { status: 204 }
    const manner = { api: apiOf(call), comments: Number.POSITIVE_INFINITY }
    return json(presenter.print(issue, readSelection(undefined, ['*all']), manner))
  }

  function remove(call: Call): Reply {
    site.rights.need('delete', 'delete issues in this project')
    const issue = issueOf(site, call)
    const subtasks = issue.fields.subtasks as readonly unknown[] | undefined
    if (subtasks?.length && call.query.get('deleteSubtasks') !== 'true') {
      throw new Refusal(400, [
        `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
      ])
    }
    removeIssue(store, issue)
    return { status: 204 }
  }

  function transitions(call: Call): Reply {
    const withFields = call.query.get('expand')?.includes('transitions.fields') ?? false
    const may = site.rights.has('move')
    const found = (may ? transitionsOf(store, issueOf(site, call)) : []).map(one => ({
      id: one.id,
      name: one.name,
      to: one.to,
      hasScreen: one.screen.length > 0,
      isAvailable: true,
      ...(withFields ? { fields: transitionFields(store, one) } : {}),
    }))
    return ok({ expand: 'transitions', transitions: found })
  }

  function transition(call: Call): Reply {
    site.rights.need('move', 'move issues in this project')
    if (site.isBusy()) throw new Refusal(409, ['The issue is being changed by somebody else. Try again.'])
    takeTransition(store, issueOf(site, call), bodyOf(call), me, apiOf(call))
    return { status: 204 }
  }
}
