import type { Flavour } from '../options.ts'
import type { Bug, Product, User } from './model.ts'

/** What the site holds. */
export interface Store {
  readonly flavour: Flavour
  readonly users: Map<string, User>
  readonly products: Map<string, Product>
  readonly bugs: Map<number, Bug>
  /** The account of the key. */
  readonly me: User
  /** Whether it may change bugs of others. */
  mayEdit: boolean
  /** Minutes by which the server's own zone is ahead of UTC. */
  zone: number
  /** Statuses into which no bug goes without a comment. */
  commentOn: readonly string[]
  user(name: string, realName?: string): User
  addProduct(name: string): Product
  /** The next free number of bugs, comments, attachments or flags, each counted by itself. */
  nextId(kind: 'bug' | 'comment' | 'attachment' | 'flag'): number
  /** The server's clock, in milliseconds. */
  now(): number
  /** Sets the clock forward. */
  advance(milliseconds: number): void
  /** The second of a write. */
  second(): number
}

/** An empty site. */
export function createStore(flavour: Flavour, clockSkew: number): Store {
  const users = new Map<string, User>()
  const products = new Map<string, Product>()
  const last = { bug: 0, comment: 0, attachment: 0, flag: 0 }
  let skew = clockSkew
  const now = () => Date.now() + skew
  const user = (name: string, realName = name) => {
    const found = users.get(name) ?? { id: users.size + 1, name, realName }
    users.set(name, found)
    return found
  }
  return {
    flavour,
    users,
    products,
    bugs: new Map(),
    me: user('mona@example.test', 'Mona Maintainer'),
    mayEdit: true,
    zone: 0,
    commentOn: [],
    user,
    addProduct(name) {
      const found = products.get(name) ?? { id: products.size + 1, name, components: ['Core', 'UI'] }
      products.set(name, found)
      return found
    },
    nextId: kind => ++last[kind],
    now,
    advance(milliseconds) {
      skew += milliseconds
    },
    second: () => Math.floor(now() / 1000) * 1000,
  }
}
