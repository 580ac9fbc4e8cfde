import { posix } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { SourceError } from '../source/error.ts'
import { type Node, rootIno } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import { fillDocument } from './scripted-tree.ts'
import { type Answer, type Counts, patternBytes } from './tree-plan.ts'

/** A tracker that says what it is told to say. */
export interface ScriptedDemand {
  readonly demand: Demand
  counts(): Counts
  setAnswer(path: string, answer: Answer): void
}

export function createScriptedDemand(store: Store, planned: Readonly<Record<string, Answer>>): ScriptedDemand {
  const answers = new Map(Object.entries(planned))
  const asked = new Map<string, number>()
  const { nodes } = store.read

  function pathOf(node: Node): string {
    return node.ino === rootIno ? '' : posix.join(pathOf(nodes.node(node.parent)!), node.name)
  }

  /** The text that was said, if any. */
  async function ask(path: string): Promise<string | undefined> {
    asked.set(path, (asked.get(path) ?? 0) + 1)
    const answer = answers.get(path)
    if (!answer) return undefined
    await sleep(answer.after ?? 0)
    if (answer.says === 'nothing-ever') return new Promise(() => {})
    if (answer.says === 'error') throw new SourceError(answer.kind, `The tracker was told to answer ${answer.kind}.`)
    return answer.says === 'text' ? answer.text : undefined
  }

  return {
    counts: () => Object.fromEntries(asked),
    setAnswer: (path, answer) => answers.set(path, answer),
    demand: {
      async name(parent, name) {
        const text = await ask(posix.join(pathOf(parent), name))
        if (text === undefined || nodes.child(parent.ino, name)) return
        store.transaction(write => {
          const hidden = { parent: parent.ino, name, kind: 'document', hidden: true, mtime: write.now } as const
          fillDocument(write, write.nodes.insert(hidden, write.now), text)
        })
      },
      async content(node) {
        const text = await ask(pathOf(node))
        if (text === undefined) throw new SourceError('not-found', `The tracker has no "${node.name}".`)
        store.transaction(write => fillDocument(write, node, text))
      },
      async listing(folder) {
        await ask(pathOf(folder))
        store.transaction(write => write.nodes.change(folder.ino, { state: 'ready' }, write.now))
      },
      async bytes(node, offset, length) {
        await ask(pathOf(node))
        return patternBytes(offset, Math.min(length, node.size - offset))
      },
      noticed() {},
    },
  }
}
