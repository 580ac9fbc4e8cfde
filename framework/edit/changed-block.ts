import type { RootContent } from 'mdast'
import type { BlockEdit } from '../source/write.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { resolveReferences } from './resolve-references.ts'

type Changed = Extract<BlockEdit, { kind: 'changed' }>

/**
 * A block that was written.
 *
 * @param nodes of a block that is only a part of its text; that of a whole text is parsed when its nodes are asked for, which
 * plugins whose tracker takes Markdown do not
 */
export function changedBlock(markdown: string, was: Changed['was'], nodes?: readonly RootContent[]): Changed {
  let parsed = nodes
  return {
    kind: 'changed',
    markdown,
    get nodes() {
      parsed ??= resolveReferences(parseMarkdown(markdown).children)
      return parsed
    },
    was: was.map(({ origin, markdown }) => ({ origin, markdown })),
  }
}
