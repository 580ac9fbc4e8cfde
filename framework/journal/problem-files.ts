import { posix } from 'node:path'
import { rootIno } from '../store/contract.ts'
import type { Store, StoreWriter } from '../store/sqlite.ts'
import { addNode, controlName, removeNode } from '../tree/folder.ts'
import type { Entries } from './entries.ts'
import type { Entry } from './entry.ts'

/** `.issuefs/errors/` and `.issuefs/conflicts/`: what could not be saved, with the reason, as files. */
export interface ProblemFiles {
  /** Brings them in line with what is kept. */
  settle(): void
}

const errorsName = 'errors'
const conflictsName = 'conflicts'
const detail = 'problem'

interface ProblemFile {
  readonly folder: typeof errorsName | typeof conflictsName
  readonly name: string
  readonly text: string
}

export function createProblemFiles(store: Store, entries: Entries): ProblemFiles {
  let none = false

  function settleFolder(write: StoreWriter, folder: ProblemFile['folder'], files: readonly ProblemFile[]): void {
    const control = store.read.nodes.child(rootIno, controlName)
    if (!control) return
    const common = { mtime: write.now, detail, state: 'ready' } as const
    let place = store.read.nodes.child(control.ino, folder)
    if (files.length === 0) {
      if (place) for (const node of write.nodes.everyChild(place.ino)) removeNode(write, node)
      if (place && folder === conflictsName) removeNode(write, place)
      return
    }
    place ??= addNode(write, { ...common, parent: control.ino, name: folder, kind: 'folder' })
    const wanted = new Map(files.map(each => [each.name, Buffer.from(each.text)]))
    for (const node of write.nodes.everyChild(place.ino)) if (!wanted.has(node.name)) removeNode(write, node)
    for (const [name, bytes] of wanted) {
      const document = write.documents.put(bytes)
      const present = store.read.nodes.child(place.ino, name)
      if (present?.document === document) continue
      const size = bytes.byteLength
      if (present) {
        write.nodes.change(present.ino, { document, size, mtime: write.now }, write.now)
        write.invalidate({ what: 'content', ino: present.ino })
      } else addNode(write, { ...common, parent: place.ino, name, kind: 'generated', document, size })
    }
  }

  return {
    settle() {
      const files = filesOf(entries.kept())
      if (files.length === 0 && none) return
      none = files.length === 0
      store.transaction(write => {
        for (const folder of [errorsName, conflictsName] as const)
          settleFolder(
            write,
            folder,
            files.filter(each => each.folder === folder),
          )
      })
    },
  }
}

/** The name of what was written in `.issuefs`: `PROJ-1`; with its folders, `acme-app-issues-12`, where it is only a number. */
export function problemName(path: string): string {
  const base = posix.basename(path).replace(/\.md$/, '')
  return /^\d+$/.test(base) ? path.replace(/\.md$/, '').replaceAll('/', '-') : base
}

/** Of several with one name the last has it alone, the others with their number. */
function filesOf(kept: readonly Entry[]): readonly ProblemFile[] {
  const last = new Map(kept.map(entry => [problemName(entry.path), entry.number]))
  return kept.flatMap(entry => {
    const plain = problemName(entry.path)
    const name = last.get(plain) === entry.number ? plain : `${plain}-${entry.number}`
    const error: ProblemFile = { folder: errorsName, name: `${name}.md`, text: errorText(entry, name) }
    if (entry.theirs === undefined) return [error]
    return [
      error,
      { folder: conflictsName, name: `${name}.mine.md`, text: entry.body },
      { folder: conflictsName, name: `${name}.theirs.md`, text: entry.theirs },
    ]
  })
}

function errorText(entry: Entry, name: string): string {
  const remedy =
    entry.theirs !== undefined
      ? `Save the file again as it should be, or run \`issuefs resolve ${name} mine\` or \`issuefs resolve ${name} theirs\`.`
      : entry.progress.made
        ? `The issue is there, and the file of that name leads to it: write into it what is missing. \`issuefs pending drop ${entry.number}\` forgets this.`
        : `Mend it and save it again; \`issuefs pending retry ${entry.number}\` tries it once more as it is, \`issuefs pending drop ${entry.number}\` forgets it.`
  const at = new Date(entry.created).toISOString()
  const head = `# ${posix.basename(entry.path)}: not saved\n\n${entry.sentence ?? ''}\n\n${remedy}\n`
  if (entry.body === '') return `${head}\nWritten ${at}.\n`
  return `${head}\nWritten ${at}; the text was:\n\n${fenced(entry.body)}`
}

/** In a fence that is longer than any in it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/^~+/gm)].map(([run]) => run.length))
  const fence = '~'.repeat(longest + 1)
  return `${fence}\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}\n`
}
