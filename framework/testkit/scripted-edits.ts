import { posix } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import { type Node, rootIno } from '../store/contract.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { addNode, removeNode } from '../tree/folder.ts'
import type { Edits } from '../vfs/contract.ts'
import { fillDocument } from './scripted-tree.ts'
import type { PlannedWrites, RecordedSave, Step } from './tree-plan.ts'

/** A tracker that takes every text as it is, unless told otherwise, and remembers what it was given. */
export interface ScriptedEdits {
  readonly edits: Edits
  saves(): readonly RecordedSave[]
  refuse(step: Extract<Step, { do: 'refuse' }>): void
}

export function createScriptedEdits(store: Store, { makes = {}, allowDelete = false }: PlannedWrites): ScriptedEdits {
  const { nodes } = store.read
  const recorded: RecordedSave[] = []
  const refusals = new Map<string, Extract<Step, { do: 'refuse' }>>()
  let last = 1000

  function pathOf(node: Node): string {
    return node.ino === rootIno ? '' : posix.join(pathOf(nodes.node(node.parent)!), node.name)
  }

  /** Takes a text down before anything becomes of it. */
  async function take(what: RecordedSave['what'], path: string, text: Uint8Array = new Uint8Array()): Promise<void> {
    recorded.push({ what, path, text: Buffer.from(text).toString('utf8') })
    const refusal = refusals.get(path)
    if (!refusal) return
    await sleep(refusal.after ?? 0)
    if (refusal.kind) throw new SourceError(refusal.kind, `The tracker was told to refuse "${path}".`)
  }

  /** What the tracker gave a number, with a link under the name that was written. */
  function makeIssue(write: StoreWriter, folder: Node, name: string, text: Uint8Array): void {
    const number = ++last
    const common = { parent: folder.ino, mtime: write.now } as const
    const made = addNode(write, { ...common, name: `${number}.md`, kind: 'document', writable: true })
    fillDocument(write, made, Buffer.from(text).toString('utf8'))
    const detail = made.name
    addNode(write, { ...common, name, kind: 'link', state: 'ready', detail, size: Buffer.byteLength(detail) })
  }

  return {
    saves: () => [...recorded],
    refuse(step) {
      if (step.kind === undefined && step.after === undefined) refusals.delete(step.path)
      else refusals.set(step.path, step)
    },
    edits: {
      async save(document, text) {
        if (text.byteLength === 0) throw new SourceError('invalid', `"${document.name}" is empty.`)
        await take('save', pathOf(document), text)
        store.transaction(write => fillDocument(write, document, Buffer.from(text).toString('utf8'), write.now))
      },
      comment: (file, text) => take('comment', pathOf(file), text),
      async create(folder, name, text) {
        await take('create', posix.join(pathOf(folder), name), text)
        store.transaction(write => makeIssue(write, folder, name, text))
      },
      async attach(folder, name, bytes) {
        await take('attach', posix.join(pathOf(folder), name), bytes)
        const size = bytes.byteLength
        store.transaction(write =>
          addNode(write, { parent: folder.ino, name, kind: 'file', state: 'ready', size, mtime: write.now }),
        )
      },
      mayCreate: () => undefined,
      mayRemove: () =>
        allowDelete ? undefined : new SourceError('read-only', 'Issues are deleted only with --allow-delete.'),
      remove: async document => ({
        async carryOut() {
          await take('remove', pathOf(document))
          store.transaction(write => removeNode(write, document))
        },
        takeBack() {},
      }),
      report() {},
      refresh: document => take('refresh', pathOf(document)),
      makes: folder => makes[pathOf(folder)],
    },
  }
}
