import type { FieldEdit, FrontValue } from 'issuefs/source'
import type { IssueInput } from '../client/writing.ts'
import type { Issue } from '../model/issue.ts'
import { objectOf } from '../model/json.ts'
import { plainLine } from '../render/text.ts'
import { frontValue } from '../render/value.ts'
import type { Writable } from './names.ts'
import { durationWords, estimate } from './scalar.ts'
import type { FindPerson, Scalar } from './shape.ts'

type Input = Required<Pick<IssueInput, 'fields' | 'update'>>

/** The part of a request that changes one field; nothing where the issue has it already. */
export async function fieldInput(
  edit: FieldEdit,
  writable: Writable,
  issue: Issue,
  person: FindPerson,
): Promise<Input> {
  const { key, meta, shape } = writable
  if (meta.id === 'timetracking') return { fields: { timetracking: oneEstimate(key, edit.to) }, update: {} }
  const present = presentWords(issue, meta.id)
  const wanted = scalarsOf(edit.to)
  if (!shape.many) {
    const value = wanted[0]
    if (value === undefined ? present.length === 0 : present.length === 1 && present[0] === wordOf(value))
      return NOTHING
    if (meta.id === 'parent' && value === undefined)
      return { fields: {}, update: { parent: [{ set: { none: true } }] } }
    return { fields: { [meta.id]: value === undefined ? null : await shape.send(key, value, person) }, update: {} }
  }
  const { added, removed } = differences(edit)
  const adding = added.filter(value => !present.includes(wordOf(value)))
  const removing = removed.filter(value => present.includes(wordOf(value)))
  if (adding.length + removing.length === 0) return NOTHING
  if (!meta.operations.includes('add') || !meta.operations.includes('remove')) {
    const all = wanted.map(one => (present.includes(wordOf(one)) ? asItIs(one) : shape.send(key, one, person)))
    return { fields: { [meta.id]: await Promise.all(all) }, update: {} }
  }
  const adds = await Promise.all(adding.map(one => shape.send(key, one, person)))
  const removes = removing.map(asItIs)
  const verbs = [...adds.map(value => ({ add: value })), ...removes.map(value => ({ remove: value }))]
  return { fields: {}, update: { [meta.id]: verbs } }

  /** What is there may be no allowed value any more, or somebody who has left: it is named as the issue has it. */
  function asItIs(value: Scalar): unknown {
    const all = [issue.fields[meta.id]].flat()
    const found = all.find(one => String(frontValue(one)) === wordOf(value))
    if (typeof found !== 'object' || found === null) return found ?? String(value)
    const { id, accountId, name } = objectOf(found)
    return accountId !== undefined ? { accountId } : id !== undefined ? { id } : { name }
  }
}

const NOTHING: Input = { fields: {}, update: {} }

/** The parts as one request. Both estimates go together: Jira would set the one that is left out to the other. */
export function joined(parts: readonly Input[], { fields: present }: Issue): Input {
  const fields: Record<string, unknown> = Object.assign({}, ...parts.map(part => part.fields))
  const changed = parts.flatMap(part => part.fields.timetracking ?? [])
  if (changed.length > 0) {
    const before = {
      originalEstimate: estimate(present.timeoriginalestimate),
      remainingEstimate: estimate(present.timeestimate),
    }
    fields.timetracking = Object.assign(before, ...changed)
  }
  return { fields, update: Object.assign({}, ...parts.map(part => part.update)) }
}

/** The value of one field of a new issue. */
export async function newValue(
  value: FrontValue,
  { key, meta, shape }: Writable,
  person: FindPerson,
): Promise<unknown> {
  const values = scalarsOf(value)
  if (meta.id === 'timetracking') return { [estimateOf(key)]: durationWords(key, values[0]!) }
  const sent = await Promise.all(values.map(one => shape.send(key, one, person)))
  return shape.many ? sent : sent[0]
}

/** The values that are given, without empty ones. */
export function scalarsOf(value: FrontValue): readonly Scalar[] {
  const all = Array.isArray(value)
    ? (value as readonly (string | number)[])
    : [value as Exclude<FrontValue, readonly unknown[]>]
  return all.flatMap(one => (one === undefined || one === null || one === '' ? [] : [one]))
}

/** What a list gains and loses; a single value counts as a list of one. */
export function differences({ from, to, added, removed }: FieldEdit) {
  if (added.length + removed.length > 0) return { added, removed }
  const [before, after] = [scalarsOf(from).map(wordOf), scalarsOf(to).map(wordOf)]
  return { added: after.filter(one => !before.includes(one)), removed: before.filter(one => !after.includes(one)) }
}

/** As the front matter shows it, to compare with. */
function wordOf(value: Scalar): string {
  return String(value).trim()
}

function presentWords({ fields }: Issue, id: string): readonly string[] {
  const value = fields[id]
  if (id === 'environment') return scalarsOf(plainLine(value)).map(wordOf)
  if (id === 'parent') return scalarsOf(frontValue(objectOf(value).key)).map(wordOf)
  return scalarsOf(frontValue(value)).map(wordOf)
}

function oneEstimate(key: string, to: FrontValue): Readonly<Record<string, string>> {
  const [value] = scalarsOf(to)
  return { [estimateOf(key)]: value === undefined ? estimate(0) : durationWords(key, value) }
}

function estimateOf(key: string): string {
  return key === 'original estimate' ? 'originalEstimate' : 'remainingEstimate'
}
