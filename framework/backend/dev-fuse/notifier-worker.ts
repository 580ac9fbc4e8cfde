import { type MessagePort, workerData } from 'node:worker_threads'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import { type Sent, send } from './device.ts'
import { createInbox } from './mailbox.ts'
import type { NotifierData, Order } from './messages.ts'
import { createNotifications, longestStored } from './notification.ts'
import { createRunAhead } from './run-ahead.ts'
import { signals } from './signals.ts'

/**
 * Writes all notifications that may have to wait, and nobody else does: for a page or a folder whose request is not
 * answered yet. Nobody waits for this thread.
 */

const data = workerData as NotifierData
const ports: MessagePort[] = [data.mail]
const takeOrders = createInbox<Order>(ports, data.signals, signals.notifierMail)
const notifications = createNotifications()
const ahead = createRunAhead()
const reader = openReader(data.storePath, latest)

function carryOut(order: Order): void {
  switch (order.order) {
    case 'content':
    case 'attributes':
      notify(
        notifications.invalidateInode(
          order.ino,
          order.version,
          order.order === 'content' ? 'everything' : 'attributes',
        ),
      )
      return
    case 'everything':
      notify(notifications.invalidateNames())
      return
    case 'entry':
      notify(notifications.invalidateEntry(order.parent, order.name))
      return
    case 'delete':
      // A folder that is not empty in the kernel's eyes, or is mounted on, is refused: then its name goes at least.
      if (notify(notifications.deleteEntry(order.parent, order.ino, order.name)) !== 'sent')
        notify(notifications.invalidateEntry(order.parent, order.name))
      return
    case 'listed':
      ahead.listed(order.folder, order.inos, order.documents)
      return
    case 'listen':
      ports.push(order.port)
  }
}

function notify(length: number): Sent {
  return send(data.device, notifications.bytes, length)
}

/** Stores one text ahead of the reader. Gives whether there was one to store. */
function runAhead(): boolean {
  const next = ahead.next(Atomics.load(data.signals, signals.reads), Atomics.load(data.signals, signals.lastRead))
  if (!next) return false
  const text = reader.documents.bytes(next.document)
  if (text && text.byteLength <= longestStored) notify(notifications.store(next.ino, next.document, text))
  return true
}

while (Atomics.load(data.signals, signals.stopNotifier) === 0) {
  const mail = Atomics.load(data.signals, signals.notifierMail)
  const reads = Atomics.load(data.signals, signals.reads)
  takeOrders(order => {
    carryOut(order)
    if (order.order === 'listed' || order.order === 'listen') return
    Atomics.add(data.signals, signals.carriedOut, 1)
    Atomics.notify(data.signals, signals.carriedOut)
  })
  if (runAhead()) continue
  Atomics.store(data.signals, signals.awaitsReads, 1)
  if (Atomics.load(data.signals, signals.reads) === reads) Atomics.wait(data.signals, signals.notifierMail, mail)
  Atomics.store(data.signals, signals.awaitsReads, 0)
}
reader.close()
Atomics.store(data.signals, signals.notifierLeft, 1)
Atomics.notify(data.signals, signals.notifierLeft)
