import type fc from 'fast-check'
import type { RootContent } from 'mdast'
import { hostileDocument } from '../markdown/document.testing.ts'
import { printDocument } from '../markdown/print-document.ts'
import type { Comment, Document, Text } from '../source/document.ts'

/** The file of a document. */
export function fileOf(document: Document): string {
  return new TextDecoder().decode(printDocument(document).bytes)
}

export function paragraph(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}

/** A text of nodes; the origin of each block says its place. */
export function nodesText(...blocks: readonly (readonly RootContent[])[]): Text {
  return { format: 'adf', blocks: blocks.map((markdown, at) => ({ markdown, origin: `origin ${at}` })) }
}

export const me = { id: 'me' }

export const example: Document = {
  front: {
    key: 'PROJ-42',
    status: 'In Progress',
    assignee: 'alice',
    labels: ['login', 'safari'],
    points: 5,
    version: '2.10',
    links: ['blocks PROJ-50'],
  },
  title: 'Login button does nothing on Safari',
  body: nodesText([paragraph('First.')], [paragraph('Second.')], [paragraph('Third.')]),
  sections: [{ id: 'environment', title: 'Environment', text: nodesText([paragraph('macOS')]) }],
  comments: [
    { id: '10001', author: 'bob', authorId: 'bob', at: '2026-01-03T09:00:00Z', text: nodesText([paragraph('Bob’s.')]) },
    { id: '10002', author: 'me', authorId: 'me', at: '2026-01-04T09:00:00Z', text: nodesText([paragraph('Mine.')]) },
  ],
}

/** Documents as trackers give them: each comment and each section has an id of its own. */
export const anyDocument: fc.Arbitrary<Document> = hostileDocument.map(document => ({
  ...document,
  ...(document.sections ? { sections: unique(document.sections) } : {}),
  ...(document.comments ? { comments: unique(document.comments) as Comment[] } : {}),
}))

function unique<T extends { readonly id: string }>(list: readonly T[]): readonly T[] {
  return list.filter(({ id }, at) => list.findIndex(one => one.id.toWellFormed() === id.toWellFormed()) === at)
}
