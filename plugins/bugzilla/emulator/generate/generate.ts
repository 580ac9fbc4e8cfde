import type { Attachment, Bug, Comment, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { createRandom, type Random } from '../random.ts'
import { blank } from '../write/create.ts'
import { faults, keywords, people, remarks, things } from './words.ts'

/** How much to make up. */
export interface GenerateOptions {
  readonly issues: number
  readonly products: readonly string[]
  readonly seed: number
}

const BEGIN = Date.UTC(2025, 0, 6, 8)
const MINUTE = 60_000

/** The second in which every tenth bug was changed at once, as administrators do. */
const MASS_CHANGE = Date.UTC(2026, 1, 1, 12)

/** Fills the store with made-up bugs, dealt out to the products in turn. */
export function generate(store: Store, { issues, products, seed }: GenerateOptions): void {
  const random = createRandom(seed)
  const all = products.map(name => store.addProduct(name))
  const users = [...people.map(([name, realName]) => store.user(name, realName)), store.me]
  for (let at = 0; at < issues; at++) {
    const product = all[at % all.length]!
    const bug = makeBug(store, random, users, at)
    bug.values = { ...bug.values, product: product.name, component: random.pick(product.components) }
    store.bugs.set(bug.id, bug)
    if (at > 0 && random.chance(0.1)) link(store, bug, store.bugs.get(random.between(1, bug.id - 1)))
  }
}

function makeBug(store: Store, random: Random, users: readonly User[], at: number): Bug {
  const id = store.nextId('bug')
  const created = BEGIN + at * 7 * MINUTE
  const creator = random.pick(users)
  const attachments: Attachment[] = []
  const comments: Comment[] = [comment(store, random, creator, created)]
  for (let left = random.count(4, 60); left > 0; left--) {
    comments.push(comment(store, random, random.pick(users), created + comments.length * 3 * MINUTE))
  }
  if (random.chance(0.1)) attach(store, random, creator, created + comments.length * 3 * MINUTE, attachments, comments)
  const isDone = random.chance(0.4)
  const flag = {
    id: store.nextId('flag'),
    name: 'needinfo',
    status: '?',
    setter: creator,
    requestee: store.me,
    at: created,
  }
  return {
    id,
    created,
    creator,
    changed: id % 10 === 0 ? MASS_CHANGE : comments.at(-1)!.at,
    values: {
      ...blank,
      summary: `The ${random.pick(things)} ${random.pick(faults)}${random.chance(0.05) ? ' "when": #1 <b>*' : ''}`,
      status: isDone ? 'RESOLVED' : random.pick(['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS']),
      resolution: isDone ? random.pick(['FIXED', 'INVALID', 'WONTFIX']) : '',
      assigned_to: random.pick(users).name,
      cc: random.chance(0.3) ? [random.pick(users).name] : [],
      keywords: random.chance(0.3) ? [random.pick(keywords)] : [],
      whiteboard: random.chance(0.1) ? '[needs triage][wip]' : '',
      version: random.pick(['1.0', '2.0']),
      cf_ref: random.chance(0.5) ? `EXT-${id}` : '',
      cf_multi: random.chance(0.2) ? ['Windows', 'macOS'] : [],
      cf_notes: random.chance(0.1) ? `First line of ${id}.\n\nSecond paragraph.` : '',
      cf_status: random.chance(0.2) ? 'fixed' : '---',
      see_also: random.chance(0.1) ? [`https://example.test/show_bug.cgi?id=${id}`] : [],
    },
    comments,
    attachments,
    history: [
      { at: created + MINUTE, who: creator, changes: [{ field_name: 'severity', removed: 'minor', added: 'normal' }] },
    ],
    flags: random.chance(0.1) ? [flag] : [],
    isSecret: false,
  }
}

function comment(store: Store, random: Random, author: User, at: number): Comment {
  const parts = Array.from({ length: random.between(1, 4) }, () => random.pick(remarks))
  return {
    id: store.nextId('comment'),
    author,
    at,
    text: parts.join(random.chance(0.2) ? '\r\n\r\n' : '\n\n'),
    isPrivate: random.chance(0.03),
    isMarkdown: store.flavour === 'bmo' && random.chance(0.8),
    tags: random.chance(0.03) ? ['off-topic'] : [],
    attachment: null,
  }
}

function attach(
  store: Store,
  random: Random,
  author: User,
  at: number,
  attachments: Attachment[],
  comments: Comment[],
) {
  for (let left = random.between(1, 3); left > 0; left--) {
    const id = store.nextId('attachment')
    const isPatch = random.chance(0.5)
    const data = Buffer.alloc(random.between(1, 3000), `attachment ${id}\n`)
    const fileName = isPatch ? 'fix.patch' : 'log.txt'
    const type = 'text/plain'
    const summary = `A ${isPatch ? 'patch' : 'log'}`
    const isObsolete = random.chance(0.3)
    attachments.push({
      id,
      author,
      at,
      fileName,
      summary,
      type,
      data,
      isObsolete,
      isPrivate: false,
      isPatch,
      flags: [],
    })
    const text = `Created attachment ${id}\n${summary}\n\nPlease look.`
    const made = { id: store.nextId('comment'), author, at, text, attachment: id }
    comments.push({ ...made, isPrivate: false, isMarkdown: false, tags: [] })
  }
}

function link(store: Store, bug: Bug, other: Bug | undefined): void {
  if (!other || !store.bugs.has(other.id)) return
  bug.values = { ...bug.values, depends_on: [other.id] }
  other.values = { ...other.values, blocks: [...(other.values.blocks as readonly number[]), bug.id] }
}
