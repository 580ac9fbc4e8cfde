import type { Call, FieldEdit } from 'issuefs/source'
import type { Answer } from '../client.ts'
import { follow } from '../fetch/single.ts'
import type { Entity } from '../model/entity.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { type ItemKey, idOf, isNumber, repositoryNamed } from '../model/key.ts'
import type { Repository } from '../options.ts'
import { type Site, webOf } from '../site.ts'
import { refusedChange } from './refused.ts'
import type { Step } from './step.ts'
import { createWriter, noteWrite } from './writer.ts'
import { pause } from './written.ts'

/** The keys of the front matter that name other issues and may be written. */
export const RELATIONS = ['parent', 'sub-issues', 'blocked by', 'blocking'] as const
export type Relation = (typeof RELATIONS)[number]

/** An issue as other issues name it, with the identity that REST knows it by. */
interface Other extends ItemKey {
  readonly id: number
}

/** What GitHub says of a relation that is there already. */
const THERE_ALREADY = /duplicate|already/i

/** What it says when two become sub-issues of one parent in the same moment: neither an error of ours nor done. */
const AT_ONCE = /priority has already been taken/i

/** Milliseconds to wait before it is tried again. */
const PAUSES = [150, 400, 1000]

/** Makes and ends relations one by one. Everything that is named is looked up before. */
export async function relationSteps(
  site: Site,
  entity: Entity,
  name: Relation,
  edit: FieldEdit,
  call: Call,
): Promise<readonly Step[]> {
  const { added, removed } = changes(edit, value => issueNamed(value, entity.key, name, webOf(site.api)))
  const find = (key: ItemKey) => lookUp(site, key, name, call)
  const [own, more, less] = await Promise.all([
    find(entity.key),
    Promise.all(added.map(find)),
    Promise.all(removed.map(find)),
  ])
  const link =
    (from: Other, to: Other, isMade: boolean): Step =>
    () =>
      relate(site, name, from, to, isMade, call)
  const isTurned = name === 'parent' || name === 'blocking'
  const both = (other: Other, isMade: boolean) => (isTurned ? link(other, own, isMade) : link(own, other, isMade))
  const ended = name === 'parent' && more.length > 0 ? [] : less
  return [...ended.map(other => both(other, false)), ...more.map(other => both(other, true))]
}

/** `from` is the parent of `to`, or waits for it. A new parent takes the place of the old one. */
async function relate(site: Site, name: Relation, from: Other, to: Other, isMade: boolean, call: Call) {
  let answer = await send(site, name, from, to, isMade, call)
  for (const milliseconds of PAUSES) {
    if (answer.status !== 422 || !AT_ONCE.test(saidIn(answer))) break
    await pause(milliseconds, call)
    answer = await send(site, name, from, to, isMade, call)
  }
  noteWrite(site, to, { ...answer, data: undefined })
  const said = saidIn(answer)
  if (answer.status !== 422 || (THERE_ALREADY.test(said) && !AT_ONCE.test(said))) return
  throw refusedChange(`${name}: GitHub does not take ${idOf(to)} for ${idOf(from)}: ${said || 'it says not why'}.`)
}

async function send(site: Site, name: Relation, from: Other, to: Other, isMade: boolean, call: Call) {
  const writer = createWriter(site, from, call)
  const path = `/issues/${from.number}`
  const isFamily = name === 'parent' || name === 'sub-issues'
  if (isFamily && isMade) {
    const body = { sub_issue_id: to.id, ...(name === 'parent' && { replace_parent: true }) }
    return writer.send('POST', `${path}/sub_issues`, { body, accept: [422] })
  }
  if (isFamily) return writer.send('DELETE', `${path}/sub_issue`, { body: { sub_issue_id: to.id }, accept: [404] })
  return isMade
    ? writer.send('POST', `${path}/dependencies/blocked_by`, { body: { issue_id: to.id }, accept: [422] })
    : writer.send('DELETE', `${path}/dependencies/blocked_by/${to.id}`, { accept: [404] })
}

function saidIn({ data }: Answer): string {
  return lineOf(objectOf(data).message) ?? ''
}

/** The issues that a field gains and loses. The same issue in other words is no change. */
function changes({ to, from, added, removed }: FieldEdit, issueOf: (value: unknown) => ItemKey) {
  const isList = Array.isArray(to) || Array.isArray(from) || added.length > 0 || removed.length > 0
  const lists = isList ? [added, removed] : [valuesOf(to), valuesOf(from)]
  const [more, less] = lists.map(values => (values as readonly unknown[]).map(issueOf))
  const without = (keys: readonly ItemKey[], others: readonly ItemKey[]) =>
    keys.filter(key => !others.some(other => idOf(other).toLowerCase() === idOf(key).toLowerCase()))
  return { added: without(more!, less!), removed: without(less!, more!) }
}

function valuesOf(value: FieldEdit['to']): readonly unknown[] {
  return lineOf(value) === undefined ? [] : [value]
}

/** `acme/app#12 (closed)`, `#12`, `12`, or an address: what follows the number is for people. */
function issueNamed(value: unknown, { owner, repo }: Repository, name: Relation, web: string): ItemKey {
  const word = lineOf(value) ?? ''
  const [, place, digits] = /^(?:([^#\s]+)?#)?([1-9]\d{0,14})(?=\s|$)/.exec(word) ?? addressed(word, web) ?? []
  const where = place === undefined ? { owner, repo } : repositoryNamed(place)
  if (where && digits !== undefined) return { ...where, number: Number(digits) }
  throw refusedChange(`${name}: “${word}” names no issue; write it as ${owner}/${repo}#12.`)
}

/** The address of an issue on this GitHub: another one may have the same repository and number. */
function addressed(word: string, web: string): readonly string[] | null {
  const path = word.startsWith(`${web}/`) ? word.slice(web.length) : ''
  return /^\/([^/]+\/[^/]+)\/issues\/([1-9]\d{0,14})\b/.exec(path)
}

async function lookUp(site: Site, key: ItemKey, name: Relation, call: Call): Promise<Other> {
  const client = await site.client(call)
  const { status, data } = (await follow(client, key)).answer
  const { id, pull_request } = objectOf(data)
  if (status === 200 && isNumber(id) && pull_request === undefined) return { ...key, id }
  const what =
    pull_request === undefined ? 'there is no such issue, or the token may not see it' : 'it is a pull request'
  throw refusedChange(`${name}: ${idOf(key)} can't be named here: ${what}.`)
}
