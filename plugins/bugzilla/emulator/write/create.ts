import type { Bug, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'
import { checkValues } from './check.ts'
import { addComment } from './comment.ts'

/** What a bug has where nobody said anything else. */
export const blank = {
  alias: [],
  assigned_to: 'mona@example.test',
  blocks: [],
  cc: [],
  cf_bug: null,
  cf_day: null,
  cf_moment: null,
  cf_multi: [],
  cf_notes: '',
  cf_number: '0',
  cf_ref: '',
  cf_status: '---',
  component: 'Core',
  deadline: null,
  depends_on: [],
  dupe_of: null,
  keywords: [],
  op_sys: 'Linux',
  platform: 'PC',
  priority: '---',
  qa_contact: '',
  resolution: '',
  see_also: [],
  severity: 'normal',
  status: 'CONFIRMED',
  summary: '',
  target_milestone: '---',
  url: '',
  version: '1.0',
  whiteboard: '',
} as const

/** Makes a bug as `POST /rest/bug` does. */
export function createBug(store: Store, fields: Readonly<Record<string, unknown>>, creator: User): Bug {
  const product = store.products.get(String(fields.product))
  if (!product)
    throw new Refusal(106, `The product '${String(fields.product)}' does not exist or you may not enter bugs in it.`)
  if (creator === store.me) checkValues(store, fields)
  if (!fields.summary) throw new Refusal(107, 'You must enter a summary for this bug.')
  if (!fields.op_sys) throw new Refusal(50, 'You must select/enter a OS.')
  if (!fields.platform) throw new Refusal(50, 'You must select/enter a Hardware.')
  const isKnown = (name: string) =>
    Object.hasOwn(blank, name) || (['type', 'regressed_by'].includes(name) && store.flavour === 'bmo')
  const known = Object.entries(fields).filter(([name]) => isKnown(name))
  const now = store.second()
  const bug: Bug = {
    id: store.nextId('bug'),
    created: now,
    changed: now,
    creator,
    values: {
      ...blank,
      ...(store.flavour === 'bmo' && { regressed_by: [] }),
      ...Object.fromEntries(known),
      product: product.name,
    },
    comments: [],
    attachments: [],
    history: [],
    flags: [],
    isSecret: false,
  }
  store.bugs.set(bug.id, bug)
  addComment(store, bug, { text: String(fields.description ?? ''), author: creator })
  return bug
}
