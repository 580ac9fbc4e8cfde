import { type Document, markdownText } from 'issuefs/source'
import { type Entity, stateOf } from '../model/entity.ts'
import { lineOf, textOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { conversation } from './comments.ts'
import { front } from './front.ts'

/** The Markdown file of an issue or a pull request. Takes any JSON in `node`. */
export function itemDocument(entity: Entity): Document {
  const { node } = entity
  const modified = isoTime(node.updatedAt)
  const created = isoTime(node.createdAt)
  return {
    references: ['parent', 'sub-issues', 'blocked by', 'blocking', 'pull requests', 'closes'],
    front: front(entity),
    title: lineOf(node.title) ?? `#${entity.key.number}`,
    body: markdownText(textOf(node.body)),
    comments: conversation(node),
    ...(modified && { modified }),
    ...(created && { created }),
    state: stateOf(node) === 'OPEN' ? 'open' : 'closed',
  }
}
