import { appendFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What was done to an issue. */
export interface Triaged {
  readonly path: string
  readonly outcome: 'labelled' | 'left alone' | 'refused'
  /** Why it was refused, as the tracker or issuefs says it. */
  readonly reason?: string
}

/**
 * Labels the open issues of a mounted folder that nobody is assigned to, and says so in a comment. It knows nothing of any
 * tracker: issues are files, edited with the tools of any program.
 *
 * @param mount the folder of the mount
 * @param folder a folder of issues in it, such as `PROJ`
 */
export async function triage(mount: string, folder: string, label: string): Promise<readonly Triaged[]> {
  const names = await readdir(join(mount, folder))
  const issues = names.filter(name => name.endsWith('.md') && name !== 'index.md' && name !== 'README.md')
  const done: Triaged[] = []
  for (const name of issues) done.push(await triageOne(mount, join(folder, name), label))
  return done
}

async function triageOne(mount: string, path: string, label: string, attempt = 1): Promise<Triaged> {
  const file = join(mount, path)
  const text = await readFile(file, 'utf8')
  if (!/^status: (?:Open|To Do|New)$/m.test(text) || /^assignee: /m.test(text)) return { path, outcome: 'left alone' }
  const labelled = withLabel(text, label)
  if (labelled === text) return { path, outcome: 'left alone' }
  try {
    await writeFile(file, labelled)
    await appendFile(file, `\nNobody is assigned to this; labelled ${label}.\n`)
    return { path, outcome: 'labelled' }
  } catch (thrown) {
    // Somebody else was faster: what the file says now is read, and decided anew.
    if ((thrown as NodeJS.ErrnoException).code === 'EBUSY' && attempt < 3)
      return triageOne(mount, path, label, attempt + 1)
    return { path, outcome: 'refused', reason: await reasonOf(mount, path, thrown) }
  }
}

/** Sets one key of the front matter, and leaves every other byte as it is. */
function withLabel(text: string, label: string): string {
  const present = /^labels: \[(.*)\]$/m.exec(text)
  if (!present) return text.replace(/^revision: /m, `labels: [${label}]\nrevision: `)
  const labels = present[1]!.split(', ')
  return labels.includes(label) ? text : text.replace(present[0], `labels: [${[...labels, label].join(', ')}]`)
}

/** The sentence behind an error number. */
async function reasonOf(mount: string, path: string, thrown: unknown): Promise<string> {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return readFile(join(mount, '.issuefs/errors', name), 'utf8').then(
    text => text.split('\n').find(line => line.trim() !== '') ?? String(thrown),
    () => String(thrown),
  )
}

if (process.argv[1] === import.meta.filename) {
  const [mount, folder, label = 'needs-triage'] = process.argv.slice(2)
  if (!mount || !folder) throw new Error('usage: node triage.ts MOUNT FOLDER [LABEL]')
  for (const { path, outcome, reason } of await triage(mount, folder, label))
    if (outcome !== 'left alone') process.stdout.write(`${path}: ${outcome}${reason ? `, ${reason}` : ''}\n`)
}
