import type { Invalidation } from '../../store/contract.ts'
import type { Order } from './messages.ts'

/** The longest that an invalidation waits for an answer, milliseconds. Waiting in the kernel then harms nobody but the notifier. */
const longestWait = 1000

/** Passes on what a transaction changed, once nobody waits for an answer about the same inode or folder. */
export interface Invalidations {
  pass(invalidations: readonly Invalidation[]): void
  /** A request about an inode was answered. */
  answered(): void
  stop(): void
}

/**
 * The kernel holds a page, or a folder, while a request about it is under way; a notification about it would wait for
 * the answer, and all others behind it. So: first the answer, then the notification.
 */
export function createInvalidations(options: {
  isBusy(ino: number): boolean
  order(order: Order): void
}): Invalidations {
  let held: Order[] = []
  let timer: NodeJS.Timeout | undefined

  function release(all: boolean): void {
    const waiting = held
    held = []
    for (const order of waiting) {
      if (!all && options.isBusy(subjectOf(order))) held.push(order)
      else options.order(order)
    }
    if (held.length > 0) return
    clearTimeout(timer)
    timer = undefined
  }

  return {
    pass(invalidations) {
      for (const order of ordersOf(invalidations)) {
        if (!options.isBusy(subjectOf(order))) {
          options.order(order)
          continue
        }
        held.push(order)
        timer ??= setTimeout(() => release(true), longestWait).unref()
      }
    },
    answered() {
      if (held.length > 0) release(false)
    },
    stop() {
      clearTimeout(timer)
      held = []
    },
  }
}

/** The inode that the kernel has to hold still for an order. */
function subjectOf(order: Order): number {
  if ('ino' in order && order.order !== 'delete') return order.ino
  return 'parent' in order ? order.parent : 0
}

/** A folder's own attributes and listing go along with its entries, once for each folder. */
export function ordersOf(invalidations: readonly Invalidation[]): readonly Order[] {
  const orders: Order[] = []
  const folders = new Set<number>()
  const appeared = new Set(invalidations.flatMap(each => (each.what === 'appeared' ? each.ino : [])))
  for (const each of invalidations) {
    switch (each.what) {
      case 'content':
      case 'attributes':
        orders.push({ order: each.what, ino: each.ino })
        break
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
  for (const ino of folders) orders.push({ order: 'content', ino })
  return orders
}
