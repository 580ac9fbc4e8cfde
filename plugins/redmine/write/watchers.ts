import type { Call, FieldEdit } from 'issuefs/source'
import { send } from '../client/send.ts'
import type { Issue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import type { Site } from '../site.ts'
import { type Asked, peopleOf } from './asked.ts'
import { type Choice, choicesOf, choose, namedOf } from './choice.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Whoever is known here: members, people the issue names, oneself. Sites show names in their own way, which one's own account
 * does not tell: what the others say of it counts.
 */
export async function watcherChoices(around: Surroundings, asked: Asked, call: Call): Promise<readonly Choice[]> {
  const [members, me] = await Promise.all([around.members(call, asked.project), around.me(call)])
  return choicesOf([...(me ? [me] : []), ...(members ?? []), ...(asked.issue ? peopleOf(asked.issue) : [])])
}

/**
 * Steps that add and remove watchers; each may be taken twice. Whoever changes an issue watches it from then on: who is
 * not among those that are left is taken off once more.
 */
export async function watcherSteps(
  site: Site,
  around: Surroundings,
  asked: Asked & { readonly issue: Issue },
  { added, removed }: FieldEdit,
  call: Call,
): Promise<readonly (() => Promise<unknown>)[]> {
  const { issue } = asked
  const me = removed.length > 0 ? await around.me(call) : undefined
  const choices = added.length > 0 ? await watcherChoices(around, asked, call) : []
  const present = choicesOf(namedOf(listOf(issue.fields.watchers)))
  const path = `/issues/${issue.id}/watchers`
  const fresh = added.map(name => choose('watchers', String(name), choices))
  const leaving = removed.flatMap(name => present.filter(one => one.name === String(name)))
  const staying = [...present.filter(one => !leaving.includes(one)), ...fresh].map(({ id }) => id)
  const isLeaving = me !== undefined && !staying.includes(me.id)
  const gone = new Map([...leaving, ...(isLeaving ? [me] : [])].map(one => [one.id, one]))
  return [
    ...fresh.map(({ id }) => () => {
      const body = { user_id: Number(id) }
      return send(site, call, { method: 'POST', path: `${path}.json`, body, safe: true, purpose: 'add watchers' })
    }),
    ...[...gone.values()].map(({ id }) => () => {
      const one = `${path}/${encodeURIComponent(id)}.json`
      return send(site, call, { method: 'DELETE', path: one, accept: [404], safe: true, purpose: 'remove watchers' })
    }),
  ]
}
