import { choices, milestones, openStatuses, resolutions, statuses, versions, workflow } from '../data/fields.ts'
import type { Bug } from '../data/model.ts'
import { checkDated, datedFields } from '../data/moment.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'

/** Characters that a comment may have. */
const LONGEST_COMMENT = 65_535

/** Characters of a text of one line. */
const LONGEST_LINE = 255

type Body = Readonly<Record<string, unknown>>

const SHARED: Readonly<Record<string, string>> = {
  component: 'component',
  version: 'version',
  target_milestone: 'milestone',
  keywords: 'keyword',
}

/** Refuses what the real server refuses of a change. */
export function checkChange(store: Store, bug: Bug, body: Body): void {
  checkRight(store, bug, body)
  checkForms(store, body)
  checkValues(store, { product: bug.values.product, ...body })
  if (body.summary === '') throw new Refusal(107, 'You must enter a summary for this bug.')
  checkStatus(bug, body)
  checkComment(store, bug, body)
  checkOthers(store, bug, body)
}

function checkRight({ me, mayEdit }: Store, bug: Bug, body: Body): void {
  if (mayEdit || bug.creator === me || bug.values.assigned_to === me.name) return
  const field = Object.keys(body).find(name => name !== 'comment' && name in bug.values)
  if (field === undefined) return
  const [before, after] = [String(bug.values[field]), String(body[field])]
  throw new Refusal(
    115,
    `You tried to change the ${field} field from '${before}' to '${after}', but only the assignee or reporter of the bug, or a user with the required permissions may change that field.`,
  )
}

/** Lists that take what is to be added and removed; a list in their place ends the real server's program. */
const CHANGED = ['blocks', 'cc', 'depends_on', 'groups', 'keywords', 'regressed_by', 'see_also']

function checkForms({ flavour }: Store, body: Body): void {
  const names = flavour === 'bmo' ? CHANGED : [...CHANGED, 'alias']
  const plain = names.find(name => body[name] !== undefined && typeof body[name] !== 'object')
  const listed = CHANGED.find(name => Array.isArray(body[name]))
  const changed = Object.keys(body).find(name => {
    return name.startsWith('cf_') && typeof body[name] === 'object' && !Array.isArray(body[name]) && body[name] !== null
  })
  const wrong = plain ?? listed ?? changed
  if (wrong !== undefined) throw new Refusal(100500, `Not ${changed ? 'an ARRAY' : 'a HASH'} reference for ${wrong}.`)
}

/** What goes for a comment that comes along, and where the workflow asks for one. */
function checkComment({ commentOn }: Store, { values }: Bug, { status, dupe_of, comment }: Body): void {
  const { body: text = '', is_private } = (comment ?? {}) as { readonly body?: string; readonly is_private?: boolean }
  if (is_private) throw new Refusal(113, 'You are not allowed to make comments private.')
  if ([...text].length > LONGEST_COMMENT) {
    throw new Refusal(114, `Comments cannot be longer than ${LONGEST_COMMENT} characters.`)
  }
  const [before, after] = [String(values.status), dupe_of === undefined ? String(status ?? values.status) : 'RESOLVED']
  if (before !== after && commentOn.includes(after) && text.trim() === '') {
    const what = `when changing the Status of a bug from ${before} to ${after}`
    throw new Refusal(32000, `You have to specify a comment ${what}.`)
  }
}

/** Values have to be known to the site. */
export function checkValues(store: Store, body: Body): void {
  const product = store.products.get(String(body.product))
  const known: Readonly<Record<string, readonly string[]>> = {
    ...choices,
    version: versions,
    target_milestone: milestones,
    component: product?.components ?? [],
  }
  for (const [name, value] of Object.entries(body)) {
    const wanted = namesIn(value).find(one => known[name] && !known[name].includes(one))
    if (wanted === undefined) continue
    const what = SHARED[name] ?? name
    throw new Refusal(
      51,
      `There is no ${what} named '${wanted}'${SHARED[name] ? ` in the '${String(body.product)}' product` : ''}.`,
    )
  }
  const group = namesIn(body.groups).find(one => one !== 'secret')
  if (group !== undefined)
    throw new Refusal(120, `There is no group '${group}', or you may not restrict bugs of this product to it.`)
  for (const name of ['summary', 'cf_ref']) {
    if ([...String(body[name] ?? '')].length <= LONGEST_LINE) continue
    throw new Refusal(
      104,
      `The text you entered in the ${name} field is too long (at most ${LONGEST_LINE} characters).`,
    )
  }
  if ([...String(body.description ?? '')].length > LONGEST_COMMENT) {
    throw new Refusal(114, `Comments cannot be longer than ${LONGEST_COMMENT} characters.`)
  }
  for (const name of datedFields.keys()) checkDated(name, body[name])
  const number = body.cf_number ?? ''
  if (!/^-?\d*$/.test(String(number))) throw new Refusal(52, `The number '${String(number)}' is not a number.`)
  const other = namesIn(body.cf_bug).find(id => id !== '' && !store.bugs.has(Number(id)))
  if (other !== undefined) throw new Refusal(101, `Bug #${other} does not exist.`)
  for (const name of ['assigned_to', 'qa_contact', 'cc']) {
    const stranger = namesIn(body[name]).find(one => one !== '' && !store.users.has(one))
    if (stranger !== undefined) throw new Refusal(51, `There is no user named '${stranger}'.`)
  }
}

function namesIn(value: unknown): readonly string[] {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value.map(String)
  if (typeof value !== 'object') return [String(value)]
  const { add = [], set = [] } = value as { readonly add?: readonly unknown[]; readonly set?: readonly unknown[] }
  return [...add, ...set].map(String)
}

function checkStatus({ values }: Bug, { status, resolution, dupe_of }: Body): void {
  const before = String(values.status)
  const after = dupe_of === undefined ? String(status ?? before) : 'RESOLVED'
  if (!(statuses as readonly string[]).includes(after)) throw new Refusal(51, `There is no status named '${after}'.`)
  if (after !== before && !workflow[before]!.includes(after)) {
    throw new Refusal(123, `You are not allowed to change the bug status from ${before} to ${after}.`)
  }
  if (openStatuses.includes(after)) {
    if (resolution) throw new Refusal(122, 'You cannot set a resolution for open bugs.')
    return
  }
  const why = resolution ?? (openStatuses.includes(before) ? '' : values.resolution)
  if (resolution === 'DUPLICATE' && dupe_of === undefined) {
    throw new Refusal(119, 'You must specify a bug id to mark this bug as a duplicate of.')
  }
  if (dupe_of === undefined && !(resolutions as readonly unknown[]).includes(why)) {
    throw new Refusal(121, `A valid resolution is required to mark bugs as ${after}.`)
  }
}

function checkOthers(store: Store, { id }: Bug, body: Body): void {
  for (const name of ['depends_on', 'blocks', 'dupe_of']) {
    for (const other of namesIn(body[name])) {
      if (!/^\d+$/.test(other)) throw new Refusal(100, `'${other}' is not a valid bug number nor an alias to a bug.`)
      if (!store.bugs.has(Number(other))) throw new Refusal(101, `Bug #${other} does not exist.`)
      if (Number(other) !== id) continue
      if (name === 'dupe_of') throw new Refusal(118, `You cannot mark bug ${id} as a duplicate of itself.`)
      throw new Refusal(116, 'You can not make a bug blocked or dependent on itself.')
    }
  }
  for (const address of namesIn(body.see_also)) {
    if (!/^https?:/.test(address)) throw new Refusal(112, `${address} is not a valid URL for the See Also field.`)
  }
}
