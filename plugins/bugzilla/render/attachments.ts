import { fileName, type Section } from 'issuefs/source'
import type { List, ListItem } from 'mdast'
import type { Attachment } from '../model/attachment.ts'
import type { Bug } from '../model/bug.ts'
import { minuteOf } from '../model/time.ts'

/** The path of an attachment, as it stands in the tree, from the folder in which its bug's document stands. */
export function attachmentPath(id: number, name: string): string {
  return `${fileName(String(id))}/attachments/${fileName(name)}`
}

/** What people say of the attachments, one line each; none where there are none. */
export function attachmentSection({ id, attachments }: Bug): readonly Section[] {
  if (attachments.length === 0) return []
  const children = attachments.map(attachment => item(attachmentPath(id, attachment.name), attachment))
  const list: List = { type: 'list', ordered: false, spread: false, children }
  const text = { format: 'plain', blocks: [{ markdown: [list], origin: null }] } as const
  return [{ id: 'attachments', title: 'Attachments', text }]
}

function item(path: string, attachment: Attachment): ListItem {
  const { id, summary, size, type, author, created, flags } = attachment
  const marks = [attachment.obsolete && 'obsolete', attachment.private && 'private', attachment.patch && 'patch']
  const facts = [
    ...marks.filter(mark => mark !== false),
    `${size} bytes`,
    type,
    author,
    created && minuteOf(created),
    ...flags,
  ]
  const value = ` (attachment ${id})${summary ? `: ${summary}` : ''}; ${facts.filter(Boolean).join(', ')}`
  const paragraph = {
    type: 'paragraph' as const,
    children: [
      { type: 'inlineCode' as const, value: path },
      { type: 'text' as const, value },
    ],
  }
  return { type: 'listItem', spread: false, children: [paragraph] }
}
