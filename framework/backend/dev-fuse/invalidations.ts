import type { Invalidation, Node } from '../../store/contract.ts'
import type { NodeReader } from '../../store/nodes.ts'
import type { Order } from './messages.ts'
import { presentVersion } from './node-id.ts'

/** After how long another way is sought for an invalidation that waits for an answer, milliseconds. */
const longestWait = 500

/** Passes on what a transaction changed, once nobody waits for an answer about the same folder or inode. */
export interface Invalidations {
  pass(invalidations: readonly Invalidation[]): void
  /** Passes one on by itself. */
  order(order: Order): void
  /** A request was answered. @param known the name that the kernel has changed with it by itself */
  answered(known?: { readonly parent: number; readonly name: string }): void
  /** Resolves when no name waits any more, or all names are looked up again instead. */
  settled(): Promise<void>
  stop(): void
}

export interface InvalidationsOptions {
  readonly nodes: NodeReader
  /** Whether a request about an inode, or a name in it, waits for the tracker. */
  isBusy(ino: number): boolean
  /** Whether this kernel can look all names up again, which needs no lock. */
  forgetsNames(): boolean
  order(order: Order): void
}

/**
 * The kernel holds a page, or a folder, while a request about it is under way. A notification about it would wait for
 * the answer, all others behind it, and in a folder whoever comes next too. So: first the answer, then the
 * notification. Where an answer is long in coming, all names are looked up again instead.
 */
export function createInvalidations(options: InvalidationsOptions): Invalidations {
  let held: Order[] = []
  let waiting: (() => void)[] = []
  let timer: NodeJS.Timeout | undefined

  function release(): void {
    const orders = held
    held = []
    for (const order of orders) {
      if (options.isBusy(subjectOf(order))) held.push(order)
      else options.order(order)
    }
    if (!held.some(isName)) settle()
    if (held.length > 0) return
    clearTimeout(timer)
    timer = undefined
  }

  /** What is about names is done this way for now, and again in its own way with the answer. */
  function seekAnotherWay(): void {
    timer = undefined
    if (options.forgetsNames()) options.order({ order: 'everything' })
    settle()
  }

  function settle(): void {
    const settled = waiting
    waiting = []
    for (const resolve of settled) resolve()
  }

  function pass(order: Order): void {
    if (!options.isBusy(subjectOf(order))) return options.order(order)
    held.push(order)
    timer ??= setTimeout(seekAnotherWay, longestWait).unref()
  }

  return {
    pass(invalidations) {
      for (const order of ordersOf(invalidations, options.nodes)) pass(order)
    },
    order: pass,
    answered(known) {
      if (held.length === 0) return
      if (known)
        held = held.filter(order => !isName(order) || order.parent !== known.parent || order.name !== known.name)
      release()
    },
    settled() {
      if (timer === undefined || !held.some(isName)) return Promise.resolve()
      return new Promise(resolve => waiting.push(resolve))
    },
    stop() {
      clearTimeout(timer)
      held = []
      settle()
    },
  }
}

function isName(order: Order): order is Extract<Order, { readonly parent: number }> {
  return 'parent' in order
}

/** The inode that the kernel has to hold still for an order. */
function subjectOf(order: Order): number {
  if ('parent' in order) return order.parent
  return 'ino' in order ? order.ino : 0
}

/** A folder's own attributes and listing go along with its entries, once for each folder. */
export function ordersOf(invalidations: readonly Invalidation[], nodes: NodeReader): readonly Order[] {
  const orders: Order[] = []
  const folders = new Set<number>()
  const appeared = new Set(invalidations.flatMap(each => (each.what === 'appeared' ? each.ino : [])))
  for (const each of invalidations) {
    switch (each.what) {
      case 'content':
      case 'attributes': {
        const node = nodes.node(each.ino)
        if (node) orders.push(orderOf(each.what, node))
        break
      }
      case 'appeared':
        orders.push({ order: 'entry', parent: each.parent, name: each.name })
        folders.add(each.parent)
        break
      case 'disappeared': {
        const { parent, name, ino } = each
        // What has another place now is not gone.
        orders.push(appeared.has(ino) ? { order: 'entry', parent, name } : { order: 'delete', parent, name, ino })
        folders.add(parent)
      }
    }
  }
  for (const ino of folders) orders.push({ order: 'content', ino, version: 0 })
  return orders
}

/** A new text is a new inode behind the same name: the name is looked up again. */
function orderOf(what: 'content' | 'attributes', node: Node): Order {
  const hasText = node.kind === 'document' || node.kind === 'generated'
  if (what === 'content' && hasText) return { order: 'entry', parent: node.parent, name: node.name }
  return { order: what, ino: node.ino, version: presentVersion(node) }
}
