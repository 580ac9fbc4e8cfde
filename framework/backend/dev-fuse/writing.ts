import type { NodeReader } from '../../store/nodes.ts'
import type { Vfs, VfsWrite } from '../../vfs/contract.ts'
import type { Serving } from './context.ts'
import { heldOperations } from './late-operations/held.ts'
import { namingOperations } from './late-operations/naming.ts'
import { openingOperations } from './late-operations/opening.ts'
import { savingOperations } from './late-operations/saving.ts'
import type { LateOperations } from './late-operations.ts'
import type { Order, ToldHeld, ToldKernel } from './messages.ts'
import { presentVersion } from './node-id.ts'
import { createOpenFiles, type OpenFiles } from './open-files.ts'
import type { Reply } from './reply.ts'

/** The main thread's part of a mount that may be written. */
export interface Writing {
  readonly operations: LateOperations
  /** Tells a new protocol worker what is held. */
  tellAll(): void
  stop(): void
}

export interface WritingOptions {
  readonly vfs: Vfs
  readonly write: VfsWrite
  readonly nodes: NodeReader
  readonly serving: Serving
  /** What was held before there was this connection. */
  readonly heldBefore: Iterable<number>
  /** Tells the protocol worker, before the kernel can ask it about the same. */
  told(told: ToldKernel | ToldHeld): void
  /** Has the kernel told, once nobody waits for an answer about the same. */
  order(order: Order): void
  /** Resolves when the kernel was told all that has changed so far. */
  settled(): Promise<void>
}

/** What the operations that write are made with. */
export interface WritingContext extends Omit<WritingOptions, 'order'> {
  readonly files: OpenFiles
  /** Whether everything about an inode is answered here. */
  isHeld(ino: number): boolean
  /** The number of the text that the store has of an inode, 0 for none. */
  versionOf(ino: number): number
  /** The kernel is given one reference. */
  give(reply: Reply, ino: number): void
}

export function createWriting(options: WritingOptions): Writing {
  const { vfs, write, nodes, told, order } = options
  const held = new Set(options.heldBefore)

  /** What is open here is asked for here, too: who writes sees the size of what was written, not of what is stored. */
  function update(ino: number): void {
    const isHeld = write.isHeld(ino) || files.isOpen(ino)
    if (isHeld === held.has(ino)) return
    if (isHeld) held.add(ino)
    else held.delete(ino)
    told({ held: isHeld, of: ino })
    const node = nodes.node(ino)
    if (isHeld && node) order({ order: 'attributes', ino, version: presentVersion(node) })
  }

  const files = createOpenFiles({
    vfs,
    opened: update,
    closed(ino, versions) {
      update(ino)
      // Memory that was mapped may have left pages of what was written, or refused.
      for (const version of versions) order({ order: 'content', ino, version })
    },
  })
  const stopListening = write.onHeld(update)
  const context: WritingContext = {
    ...options,
    files,
    isHeld: ino => held.has(ino) || write.isHeld(ino),
    versionOf(ino) {
      const node = nodes.node(ino)
      return node ? presentVersion(node) : 0
    },
    give(reply, ino) {
      reply.counted.push(ino)
      told({ ino, given: 1, recent: false })
    },
  }
  return {
    operations: {
      ...heldOperations(context),
      ...openingOperations(context),
      ...savingOperations(context),
      ...namingOperations(context),
    },
    tellAll() {
      for (const of of held) told({ held: true, of })
    },
    stop() {
      stopListening()
      files.closeAll()
    },
  }
}
