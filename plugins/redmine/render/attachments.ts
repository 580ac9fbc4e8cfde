import type { Section } from 'issuefs/source'
import type { List, ListItem } from 'mdast'
import type { Attachment } from '../model/attachment.ts'
import type { Issue } from '../model/issue.ts'
import { attachmentPath } from './attachment-path.ts'

/** What people said of the attachments, one line each; none where nobody has said anything. */
export function attachmentSection({ id, attachments }: Issue): readonly Section[] {
  if (!attachments.some(({ description }) => description !== undefined)) return []
  const children = attachments.map(attachment => item(attachmentPath(id, attachment.name), attachment))
  const list: List = { type: 'list', ordered: false, spread: false, children }
  const text = { format: 'plain', blocks: [{ markdown: [list], origin: null }] } as const
  return [{ id: 'attachments', title: 'Attachments', text }]
}

function item(path: string, { description, size, author, created }: Attachment): ListItem {
  const at = created?.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC')
  const facts = [`${size} bytes`, author, at].filter(Boolean).join(', ')
  const paragraph = {
    type: 'paragraph' as const,
    children: [
      { type: 'inlineCode' as const, value: path },
      { type: 'text' as const, value: `${description ? `: ${description}` : ''}; ${facts}` },
    ],
  }
  return { type: 'listItem', spread: false, children: [paragraph] }
}
