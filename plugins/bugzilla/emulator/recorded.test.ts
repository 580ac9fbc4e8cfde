import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from './client.test-support.ts'
import { type BugzillaEmulator, startEmulator } from './index.ts'

const data = fileURLToPath(new URL('../../../../shared/data/bugzilla/', import.meta.url))
const read = (name: string): unknown => JSON.parse(readFileSync(`${data}${name}.json`, 'utf8'))

type Answer = { readonly status: number; readonly json: unknown }
type Client = ReturnType<typeof createClient>

const FIELDS = 'id,summary,status,resolution,assigned_to,blocks,depends_on,dupe_of,last_change_time'

/** How each recorded answer is asked for from the emulator; the status of errors is in their names. */
const asked: Readonly<Record<string, (client: Client) => Promise<Answer>>> = {
  'attachments-18': ({ get }) => get('bug/18/attachment'),
  'bug-1-anonymous': ({ anonymous }) => anonymous('bug/1'),
  'bug-10': ({ get }) => get('bug/10'),
  'bug-10-history': ({ get }) => get('bug/10/history'),
  'comments-18-with-attachment': ({ get }) => get('bug/18/comment'),
  'comments-multi': ({ get }) => get('bug/1/comment?ids=2&ids=3'),
  'comments-new-since': ({ get }) => get('bug/17/comment?ids=2&new_since=2020-01-01T00:00:00Z'),
  'error-400-bad-date': ({ get }) => get('bug?last_change_time=-1h'),
  'error-400-bad-json': ({ ask }) => ask('POST', 'bug/1/comment', '{bad'),
  'error-400-bad-key': ({ get }) => get('bug/1?api_key=wrong'),
  'error-400-offset-without-limit': ({ get }) => get('bug?offset=3'),
  'error-400-resolution-required': ({ ask }) => ask('PUT', 'bug/1', { status: 'RESOLVED' }),
  'error-401-no-login': ({ ask }) => ask('POST', 'bug/1/comment?api_key=', { comment: 'x' }),
  'error-404-bad-status': ({ ask }) => ask('PUT', 'bug/1', { status: 'NOPE' }),
  'error-404-no-bug': ({ get }) => get('bug/999999'),
  'error-404-no-route': ({ get }) => get('whoami'),
  'field-bug-status': ({ get }) => get('field/bug/bug_status'),
  'post-bug': ({ ask }) => ask('POST', 'bug', { product: 'Widget', summary: 'x', op_sys: 'Linux', platform: 'PC' }),
  'post-comment': ({ ask }) => ask('POST', 'bug/1/comment', { comment: 'x' }),
  'product-widget': ({ get }) => get('product/Widget'),
  'put-bug-30': ({ ask }) =>
    ask('PUT', 'bug/30', { status: 'RESOLVED', resolution: 'FIXED', keywords: { set: ['easy', 'new'] } }),
  'put-nothing-changed': ({ ask }) => ask('PUT', 'bug/30', {}),
  'search-changed-since': ({ get }) => get(`bug?last_change_time=2020-01-01&limit=5&include_fields=${FIELDS}`),
  'search-nothing-for-unknown-product': ({ get }) => get('bug?product=Nope'),
  'search-page1': ({ get }) => get('bug?product=Widget&limit=3&order=bug_id'),
  'search-past-end': ({ get }) => get('bug?product=Widget&limit=3&offset=5000'),
  version: ({ get }) => get('version'),
}

const files = existsSync(data) ? readdirSync(data).filter(name => name.endsWith('.json')) : []

describe.skipIf(files.length === 0)('the shapes of a real server (skipped where the recordings are absent)', () => {
  let emulator: BugzillaEmulator
  beforeAll(async () => {
    emulator = await startEmulator({ issues: 40, projects: ['Widget'], token: 'right' })
    emulator.control.attach('18', {})
    emulator.control.edit('30', { status: 'CONFIRMED', keywords: ['easy'] })
  })
  afterAll(() => emulator.close())

  it.each(files.map(name => name.slice(0, -'.json'.length)))('%s', async name => {
    const ask = asked[name]
    expect(ask, 'a recording that no test asks for').toBeDefined()
    const { status, json } = await ask!(createClient(emulator))
    const [, expected] = /^error-(\d+)-/.exec(name) ?? []
    expect(status).toBe(expected ? Number(expected) : name === 'post-comment' ? 201 : 200)
    const recorded = read(name)
    expect(mismatches(recorded, json)).toEqual([])
    if (expected) expect(json).toMatchObject({ code: (recorded as { code: number }).code })
  })
})

/** Where two answers differ in names or kinds of values. Custom fields, bug numbers as names, and changes are each site's own. */
function mismatches(recorded: unknown, emulated: unknown, path = '$'): readonly string[] {
  if (recorded === null || emulated === null) return []
  if (Array.isArray(recorded) && Array.isArray(emulated)) {
    if (recorded.length > 0 && emulated.length === 0 && !isMultiple(path)) return [`${path} is empty`]
    return recorded.length === 0 ? [] : emulated.flatMap(item => mismatches(recorded[0], item, `${path}[]`))
  }
  if (kindOf(recorded) !== kindOf(emulated)) return [`${path}: ${kindOf(recorded)}, not ${kindOf(emulated)}`]
  if (kindOf(recorded) !== 'object') return []
  const [left, right] = [recorded as Record<string, unknown>, emulated as Record<string, unknown>]
  if (/^\$\.(bugs|comments|attachments)$/.test(path) || path.endsWith('.changes')) {
    const [shape] = Object.values(left)
    return Object.entries(right).flatMap(([name, value]) => mismatches(shape ?? value, value, `${path}.${name}`))
  }
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])].filter(name => !name.startsWith('cf_'))
  return names.flatMap(name =>
    name in left && name in right
      ? mismatches(left[name], right[name], `${path}.${name}`)
      : [`${path}.${name}: only ${name in left ? 'recorded' : 'emulated'}`],
  )
}

/** Lists that are empty for some bugs and not for others. */
function isMultiple(path: string): boolean {
  return /\.(keywords|cc|cc_detail|tags|blocks|depends_on|flags|see_also|alias|can_change_to)$/.test(path)
}

function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value
}
