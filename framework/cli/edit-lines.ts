import type { ListedEdit } from '../journal/listed-edit.ts'

const said: Readonly<Record<ListedEdit['what'], string>> = {
  edit: 'edit of',
  comment: 'comment on',
  create: 'new issue',
  attach: 'attachment',
  remove: 'deletion of',
}

/** Edits, for people. */
export function editLines(edits: readonly ListedEdit[]): readonly string[] {
  return edits.flatMap(edit => {
    const { number, what, path, state, sentence, conflict, created, createdPath } = edit
    const until = what === 'remove' && state === 'pending' ? '; the file stays until then' : ''
    const at = created.replace('T', ' ').slice(0, 16)
    const how = state === 'pending' ? 'waits' : state === 'kept' ? (conflict ? 'in conflict' : 'not sent') : 'done'
    const head = `${String(number).padStart(4)}  ${at} UTC  ${how}: ${said[what]} ${path}${createdPath ? ` is ${createdPath}` : ''}${until}`
    return [head, ...(sentence === undefined ? [] : [`      ${sentence}`]), ...remedies(edit)]
  })
}

function remedies({ number, name, state, conflict }: ListedEdit): readonly string[] {
  if (state !== 'kept') return []
  return conflict
    ? [`      "issuefs resolve ${name} mine" sends it all the same, "issuefs resolve ${name} theirs" gives it up.`]
    : [`      "issuefs pending retry ${number}" tries again, "issuefs pending drop ${number}" forgets it.`]
}
