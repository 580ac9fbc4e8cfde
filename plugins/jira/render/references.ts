import { fileName } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { isObject, lineOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import type { References } from './text.ts'

/** The path of an attachment, as it stands in the tree, from the folder in which its issue's document stands. */
export function attachmentPath(key: string, name: string): string {
  return `${fileName(key)}/attachments/${fileName(name)}`
}

/** Resolves attachments and people by what the issue itself says of them. */
export function referencesOf(issue: Issue): References {
  const people = new Map<string, string>()
  for (const user of [...Object.values(issue.fields), ...issue.comments.map(comment => objectOf(comment).author)]) {
    const name = isObject(user) ? lineOf(user.name) : undefined
    if (name && isObject(user) && user.displayName) people.set(name, personName(user) ?? name)
  }
  return {
    mediaPath: ({ id, name }) => {
      const found =
        issue.attachments.find(attachment => attachment.id === id) ??
        issue.attachments.find(attachment => attachment.name === name)
      return found && attachmentPath(issue.key, found.name)
    },
    userName: name => people.get(name),
  }
}
