import { posix } from 'node:path'
import { type Node, rootIno } from '../store/contract.ts'
import { openStore, type Store, type StoreWriter } from '../store/sqlite.ts'
import type { Vfs } from '../vfs/contract.ts'
import { createVfs } from '../vfs/vfs.ts'
import { createScriptedDemand } from './scripted-demand.ts'
import { createScriptedEdits } from './scripted-edits.ts'
import {
  type Counts,
  entryName,
  type PlannedNode,
  type PlannedText,
  plannedTime,
  type RecordedSave,
  type Step,
  type TreePlan,
} from './tree-plan.ts'

/** A planned tree in a real store, behind a real VFS; only the tracker is played. */
export interface ScriptedTree {
  readonly vfs: Vfs
  readonly storePath: string
  steer(step: Step): Counts
  saves(): readonly RecordedSave[]
  close(): void
}

/** @param folder of the store */
export function createScriptedTree(plan: TreePlan, folder: string): ScriptedTree {
  const store = openStore(folder)
  store.transaction(write => {
    write.nodes.change(rootIno, { state: 'ready' }, write.now)
    for (const [path, planned] of Object.entries(plan.nodes)) plant(store, write, path, planned)
    if (plan.writes) openFolders(write, rootIno)
  })
  const { demand, counts, setAnswer } = createScriptedDemand(store, plan.answers ?? {})
  const scripted = plan.writes && createScriptedEdits(store, plan.writes)
  return {
    vfs: createVfs({ store, demand, deadline: plan.deadline, ...(scripted ? { edits: scripted.edits } : {}) }),
    storePath: store.path,
    steer(step) {
      if (step.do === 'answer') setAnswer(step.path, step.answer)
      else if (step.do === 'refuse') scripted?.refuse(step)
      else if (step.do !== 'count') store.transaction(write => change(store, write, step))
      return counts()
    },
    saves: () => scripted?.saves() ?? [],
    close: () => store.close(),
  }
}

/** Stores a text as a node's content. */
export function fillDocument(write: StoreWriter, node: Node, text: string, mtime = node.mtime): void {
  const bytes = Buffer.from(text)
  const document = write.documents.put(bytes)
  write.nodes.change(node.ino, { state: 'ready', document, size: bytes.byteLength, mtime }, write.now)
  write.invalidate({ what: 'content', ino: node.ino })
}

function plant(store: Store, write: StoreWriter, path: string, planned: PlannedNode): void {
  const place = { parent: folderAt(store, write, posix.dirname(path)).ino, name: posix.basename(path) }
  const time = { mtime: plannedTime }
  if ('link' in planned) {
    const { link: detail } = planned
    write.nodes.insert(
      { ...place, ...time, kind: 'link', state: 'ready', detail, size: Buffer.byteLength(detail) },
      write.now,
    )
  } else if ('size' in planned) {
    write.nodes.insert({ ...place, ...time, kind: 'file', state: 'ready', size: planned.size }, write.now)
  } else if ('folder' in planned) {
    const { folder: state, hidden = false, entries = 0 } = planned
    const { ino } = write.nodes.insert({ ...place, ...time, kind: 'folder', state, hidden }, write.now)
    for (let number = 0; number < entries; number++)
      plantText(write, ino, entryName(number), { text: `Number ${number}\n` })
  } else if ('text' in planned) {
    plantText(write, place.parent, place.name, planned)
  } else {
    write.nodes.insert({ ...place, ...time, kind: 'document' }, write.now)
  }
}

function plantText(
  write: StoreWriter,
  parent: number,
  name: string,
  { text, mtime = plannedTime, hidden = false, writable = false }: PlannedText,
): Node {
  const bytes = Buffer.from(text)
  const document = write.documents.put(bytes)
  const size = bytes.byteLength
  return write.nodes.insert(
    { parent, name, kind: 'document', state: 'ready', document, size, mtime, hidden, writable },
    write.now,
  )
}

/** Programs may write in every folder below. */
function openFolders(write: StoreWriter, parent: number): void {
  for (const { ino, kind } of write.nodes.everyChild(parent)) {
    if (kind !== 'folder') continue
    write.nodes.change(ino, { writable: true }, plannedTime)
    openFolders(write, ino)
  }
}

/** The folder at a path, made with those above it where it is missing. */
function folderAt(store: Store, write: StoreWriter, path: string): Node {
  if (path === '.') return store.read.nodes.node(rootIno)!
  const { ino: parent } = folderAt(store, write, posix.dirname(path))
  const name = posix.basename(path)
  return (
    store.read.nodes.child(parent, name) ??
    write.nodes.insert({ parent, name, kind: 'folder', state: 'ready', mtime: plannedTime }, write.now)
  )
}

function change(store: Store, write: StoreWriter, step: Exclude<Step, { do: 'answer' | 'count' | 'refuse' }>): void {
  const { ino: parent } = folderAt(store, write, posix.dirname(step.path))
  const name = posix.basename(step.path)
  const present = store.read.nodes.child(parent, name)
  if (step.do === 'write' && present) return fillDocument(write, present, step.text, step.mtime)
  if (step.do === 'link' && present) {
    write.nodes.change(
      present.ino,
      { kind: 'link', detail: step.target, size: Buffer.byteLength(step.target), document: undefined },
      write.now,
    )
    return write.invalidate({ what: 'appeared', parent, name, ino: present.ino })
  }
  if (step.do === 'remove') {
    if (!present) return
    write.nodes.remove(present.ino)
    return write.invalidate({ what: 'disappeared', parent, name, ino: present.ino })
  }
  if (step.do === 'link') plant(store, write, step.path, { link: step.target })
  else plantText(write, parent, name, step)
  write.invalidate({ what: 'appeared', parent, name, ino: store.read.nodes.child(parent, name)!.ino })
}
