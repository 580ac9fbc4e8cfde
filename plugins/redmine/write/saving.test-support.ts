import type { AnyDocuments, Call, Document, Edit, Field } from 'issuefs/source'
import { checkFields } from '../../../framework/edit/check-fields.ts'
import { readChanges, rebase } from '../../../framework/edit/index.ts'
import { printDocument } from '../../../framework/markdown/index.ts'
import type { Issue } from '../model/issue.ts'

/** An issue as a program finds it. */
export interface Found {
  readonly entity: Issue
  readonly document: Document
  readonly text: string
}

export async function find(route: AnyDocuments, project: string, id: number, call: Call): Promise<Found> {
  const [got] = await route.fetch([{ key: { project, id } }], call)
  if (got?.status !== 'fresh') throw new Error(`#${id} is ${got?.status}`)
  const entity = got.entity as Issue
  const document = route.render(entity, { project, id })
  return { entity, document, text: new TextDecoder().decode(printDocument(document).bytes) }
}

/** Saves the file of an issue with its text changed, as the kernel does; gives what the file is afterwards. */
export async function save(
  route: AnyDocuments,
  { entity, document, text }: Found,
  change: (text: string) => string,
  call: Call,
  account = '1',
): Promise<Found> {
  const write = route.write!
  const { id: number, project } = entity
  const [id, key] = [String(number), { project, id: number }]
  const changed = change(text)
  if (changed === text) throw new Error('The change changes nothing.')
  const { added, conflicts, ...edit } = rebase(readChanges(text, changed), document, { id: account })
  if (conflicts.length > 0) throw new Error(`There are conflicts: ${JSON.stringify(conflicts)}`)
  const names = edit.fields.map(({ name }) => name)
  const fields = checkFields(
    edit.fields,
    await write.fields!({ of: 'issue', id, key, entity, names }, call),
    Object.keys(document.front),
  )
  const whole: Edit = { ...edit, fields, id, key, entity }
  if (isSomething(whole)) await write.update!(whole, call)
  for (const one of added) await write.comment!({ id, key, entity, text: one, mark: 'm' }, call)
  return find(route, project, number, call)
}

function isSomething({ fields, title, body, sections, comments }: Edit): boolean {
  return title !== undefined || body !== undefined || fields.length + sections.length + comments.length > 0
}

/** Sets a line of the front matter; without a value it is taken away. */
export function front(key: string, value?: string): (text: string) => string {
  return text => {
    const end = text.indexOf('\n---\n')
    const lines = text.slice(4, end).split('\n')
    const at = lines.findIndex(line => line.startsWith(`${key}:`))
    const rest = at < 0 ? lines : lines.toSpliced(at, 1 + lines.slice(at + 1).findIndex(line => !/^[ -]/.test(line)))
    const all = value === undefined ? rest : [...rest, `${key}: ${value}`]
    return `---\n${all.join('\n')}${text.slice(end)}`
  }
}

export const fieldOf = (fields: readonly Field[], name: string) => fields.find(field => field.name === name)
