import type { Control, Emulator } from './contract.ts'
import type { Bug } from './data/model.ts'
import type { Store } from './data/store.ts'
import type { Pipeline } from './http/pipeline.ts'
import type { Listening } from './http/server.ts'
import { addAttachment, type NewAttachment } from './write/attachment.ts'
import { addComment, type NewComment } from './write/comment.ts'
import { createBug } from './write/create.ts'
import { updateBug } from './write/update.ts'

/** Changes as another user makes them; unknown numbers throw. */
export interface BugzillaControl extends Control {
  /** A comment that is private, tagged or Markdown; gives its id. */
  remark(key: string, comment: Omit<NewComment, 'author'>): string
  /** Attaches a file; gives its id. */
  attach(key: string, file: Partial<Omit<NewAttachment, 'author'>>): string
  /** Puts a bug into a group that the caller is not in, or out of it. */
  restrict(key: string, state: boolean): void
  /** Sets the server's clock forward, in milliseconds. */
  advance(milliseconds: number): void
}

export interface BugzillaEmulator extends Emulator {
  readonly control: BugzillaControl
}

export function createControl(store: Store, pipeline: Pipeline, server: Listening): BugzillaControl {
  const other = store.user('otto@example.test', 'Otto Other')
  return {
    edit: (key, fields) => void updateBug(store, find(key), fields, other),
    comment: (key, body, author) => {
      const user = author === undefined ? other : store.user(author)
      return String(addComment(store, find(key), { text: String(body), author: user }).id)
    },
    remark: (key, comment) => String(addComment(store, find(key), { ...comment, author: other }).id),
    attach(key, file) {
      const defaults = { fileName: 'a.txt', summary: 'a file', type: 'text/plain', data: Buffer.from('hello\n') }
      return String(addAttachment(store, find(key), { ...defaults, ...file, author: other }).id)
    },
    create: (product, fields) => {
      const defaults = { summary: 'New', op_sys: 'Linux', platform: 'PC' }
      return String(createBug(store, { ...defaults, ...fields, product }, other).id)
    },
    remove: key => void store.bugs.delete(find(key).id),
    move(key, toProduct) {
      if (!store.products.has(toProduct)) throw new Error(`there is no product ${toProduct}`)
      updateBug(store, find(key), { product: toProduct }, other)
      return key
    },
    restrict(key, state) {
      find(key).isSecret = state
    },
    advance: milliseconds => store.advance(milliseconds),
    faults: plan => pipeline.faults(plan),
    latency: milliseconds => pipeline.latency(milliseconds),
    offline: state => server.offline(state),
    now: () => store.now(),
  }

  function find(key: string): Bug {
    const bug = store.bugs.get(Number(key))
    if (!bug) throw new Error(`there is no bug ${key}`)
    return bug
  }
}
