import { type Call, type FieldEdit, SourceError } from 'issuefs/source'
import { send } from '../client/send.ts'
import { ask } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { nearest } from '../nearest.ts'
import { relationLines, WORDS } from '../render/relations.ts'
import type { Site } from '../site.ts'
import { refused } from './choice.ts'
import { issueNumber } from './core-fields.ts'

/** Types of relations as the other issue sees them. */
const REVERSED: Readonly<Record<string, string>> = {
  relates: 'relates',
  duplicates: 'duplicated',
  blocks: 'blocked',
  precedes: 'follows',
  follows: 'precedes',
  copied_to: 'copied_from',
}

/** `is blocked by` → `blocked`. */
const TYPES = new Map(
  Object.entries(WORDS).flatMap(([type, [from, to]]): (readonly [string, string])[] => [
    [to, REVERSED[type]!],
    [from, type],
  ]),
)

/** How relations are written. */
export const RELATIONS: readonly string[] = [...TYPES.keys()]

interface Link {
  readonly type: string
  readonly to: number
  readonly delay: number | undefined
  /** As the document shows it. */
  readonly line: string
}

/** Steps that make the relations of an issue what they are to be; everything that can be looked at is, before. */
export async function linkSteps(
  site: Site,
  issue: number,
  { added, removed }: FieldEdit,
  call: Call,
): Promise<readonly (() => Promise<unknown>)[]> {
  const links = added.map(value => linkOf(String(value)))
  await checkThere(site, links, issue, call)
  const present = await relationsOf(site, issue, call)
  const lines = present.map(relation => relationLines([relation], issue)[0])
  const gone = present.filter((_, at) => removed.map(String).includes(lines[at] ?? ''))
  const fresh = links.filter(({ line }) => !lines.includes(line))
  return [
    ...gone.map(raw => () => {
      const path = `/relations/${encodeURIComponent(lineOf(objectOf(raw).id) ?? '')}.json`
      return send(site, call, { method: 'DELETE', path, accept: [404], safe: true, purpose: 'remove relations' })
    }),
    ...fresh.map(({ type, to, delay }) => () => {
      const relation = { issue_to_id: to, relation_type: type, ...(delay !== undefined && { delay }) }
      const path = `/issues/${issue}/relations.json`
      return send(site, call, { method: 'POST', path, body: { relation }, purpose: 'add relations' })
    }),
  ]
}

/** Their own address is closed to those who may not change them. */
async function relationsOf(site: Site, issue: number, call: Call): Promise<readonly unknown[]> {
  const answer = await ask(site, call, `/issues/${issue}.json`, [['include', 'relations']])
  return listOf(objectOf(answer.issue).relations)
}

function linkOf(text: string): Link {
  const [, words = '', reference = '', days] =
    /^(.*?)\s*(#\d+|\d+|https?:\S+)(?:\s*\((-?\d+) days?\))?$/.exec(text.trim()) ?? []
  const type = TYPES.get(words.toLowerCase())
  if (type === undefined)
    throw refused(
      'links',
      text,
      'says no relation',
      nearest(words || text, RELATIONS).map(one => `${one} #77`),
    )
  const delay = days === undefined ? undefined : Number(days)
  if (delay !== undefined && !['precedes', 'follows'].includes(type)) {
    throw refused('links', text, 'has days, which only “precedes” and “follows” take')
  }
  const to = issueNumber('links', reference)
  const shown = delay ? ` (${delay} ${delay === 1 ? 'day' : 'days'})` : ''
  return { type, to, delay, line: `${words.toLowerCase()} #${to}${shown}` }
}

async function checkThere(site: Site, links: readonly Link[], issue: number, call: Call): Promise<void> {
  const others = [...new Set(links.map(({ to }) => to))]
  if (others.length === 0) return
  if (others.includes(issue)) throw refused('links', `#${issue}`, 'is this issue itself')
  const { issues } = await ask(site, call, '/issues.json', [
    ['issue_id', others.join(',')],
    ['status_id', '*'],
    ['limit', '100'],
  ])
  const found = new Set(listOf(issues).map(raw => objectOf(raw).id))
  const missing = others.find(id => !found.has(id))
  if (missing !== undefined) {
    throw new SourceError('invalid', `links: there is no issue #${missing}, or this account may not see it.`)
  }
}
