import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rootIno } from '../../store/contract.ts'
import { openStore } from '../../store/sqlite.ts'

/** Bytes of each issue. */
export const issueSize = 5120

/** The folder that the issues stand in. */
export const issueFolder = 'issues'

export function issueName(number: number): string {
  return `ISSUE-${number}.md`
}

/** The text of an issue: lines of words, its number at the beginning. */
export function issueText(number: number, version = 0): string {
  const head = `# ISSUE-${number}, version ${version}\n\n`
  const line = 'The quick brown fox reports that the button does nothing at all on the second page.\n'
  return `${head + line.repeat(Math.ceil(issueSize / line.length)).slice(0, issueSize - head.length - 1)}\n`
}

const time = Date.UTC(2026, 0, 2, 3, 4, 5)

/** A warm store with so many issues in one folder. Empty ones when they are only to be listed. */
export function buildStore(folder: string, count: number, size: 'full' | 'empty' = 'full'): void {
  const store = openStore(folder)
  const batch = 5000
  try {
    const parent = store.transaction(write => {
      write.nodes.change(rootIno, { state: 'ready' }, write.now)
      return write.nodes.insert(
        { parent: rootIno, name: issueFolder, kind: 'folder', state: 'ready', mtime: time },
        write.now,
      ).ino
    })
    const same = store.transaction(write => write.documents.put(Buffer.from('\n')))
    for (let first = 0; first < count; first += batch) {
      store.transaction(write => {
        for (let number = first; number < Math.min(first + batch, count); number++) {
          const bytes = size === 'full' ? Buffer.from(issueText(number)) : undefined
          const document = bytes ? write.documents.put(bytes) : same
          write.nodes.insert(
            {
              parent,
              name: issueName(number),
              kind: 'document',
              state: 'ready',
              document,
              size: bytes?.byteLength ?? 1,
              mtime: time + number,
            },
            write.now,
          )
        }
      })
    }
  } finally {
    store.close()
  }
}

/** The same tree as plain files. */
export async function buildFiles(folder: string, count: number): Promise<void> {
  await mkdir(join(folder, issueFolder), { recursive: true })
  for (let number = 0; number < count; number++)
    await writeFile(join(folder, issueFolder, issueName(number)), issueText(number))
}
