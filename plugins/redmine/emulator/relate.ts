import type { Detail, Issue, Relation } from './data/model.ts'
import type { Store } from './data/store.ts'
import { Refusal } from './http/message.ts'
import type { Fields } from './write.ts'

/** Types as the other issue sees them. */
const REVERSED: Readonly<Record<string, string>> = {
  relates: 'relates',
  duplicates: 'duplicated',
  duplicated: 'duplicates',
  blocks: 'blocked',
  blocked: 'blocks',
  precedes: 'follows',
  follows: 'precedes',
  copied_to: 'copied_from',
  copied_from: 'copied_to',
}

/** Types that are stored the other way round. */
const TURNED = ['duplicated', 'blocked', 'follows', 'copied_from']

/** Makes a relation; both issues get a journal and keep their times. */
export function addRelation(
  store: Store,
  issue: Issue,
  fields: Fields,
  other: Issue | undefined,
  user: number,
): Relation {
  const { relation_type: sent = 'relates', delay } = fields
  const type = String(sent)
  if (!other) throw new Refusal(422, ['Related issue cannot be blank'])
  if (REVERSED[type] === undefined) throw new Refusal(422, ['Relation type is not included in the list'])
  if (other.id === issue.id) throw new Refusal(422, ['Related issue is invalid'])
  const isTurned = TURNED.includes(type) || (type === 'relates' && issue.id > other.id)
  const [from, to] = isTurned ? [other.id, issue.id] : [issue.id, other.id]
  const stored = TURNED.includes(type) ? REVERSED[type]! : type
  if ([...store.relations.values()].some(one => one.from === from && one.to === to)) {
    throw new Refusal(422, ['has already been taken'])
  }
  const days = stored === 'precedes' ? Number(delay ?? 0) : null
  const relation = { id: store.nextId(), from, to, type: stored, delay: days }
  store.relations.set(relation.id, relation)
  note(store, relation, user, id => ({ old: null, new: id }))
  return relation
}

export function removeRelation(store: Store, relation: Relation, user: number): void {
  store.relations.delete(relation.id)
  note(store, relation, user, id => ({ old: id, new: null }))
}

function note(
  store: Store,
  { from, to, type }: Relation,
  user: number,
  change: (id: string) => Pick<Detail, 'old' | 'new'>,
): void {
  for (const [id, other, name] of [
    [from, to, type],
    [to, from, REVERSED[type] ?? type],
  ] as const) {
    const detail: Detail = { property: 'relation', name, ...change(String(other)) }
    const issue = store.issues.get(id)
    if (!issue) continue
    store.journal(issue, { user, details: [detail] })
    issue.watchers.add(user)
  }
}
