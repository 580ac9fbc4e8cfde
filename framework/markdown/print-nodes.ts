import type { Nodes, Root, RootContent } from 'mdast'
import { frontmatterToMarkdown } from 'mdast-util-frontmatter'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { type Options, type State, toMarkdown } from 'mdast-util-to-markdown'
import { printDestination } from './destination.ts'
import { printFlatPhrasing } from './flat-phrasing.ts'
import { inlineCode } from './inline-code.ts'
import { textHandler } from './text-handler.ts'
import { tidyNodes } from './tidy-nodes.ts'

/** `***` as the rule, since `---` under a line of text would make it a heading. */
const fixed: Options = {
  bullet: '-',
  emphasis: '_',
  strong: '*',
  fence: '`',
  fences: true,
  rule: '*',
  quote: '"',
  listItemIndent: 'one',
  incrementListMarker: true,
  setext: false,
  extensions: [gfmToMarkdown({ tablePipeAlign: false }), frontmatterToMarkdown()],
}
const literalBrackets: Options = { extensions: [fixed], handlers: { inlineCode, text: textHandler('keep') } }
const escapedBrackets: Options = { extensions: [fixed], handlers: { inlineCode, text: textHandler('escape') } }

/** Nothing of ours asks for positions in the output, and counting them costs as much as printing. */
const position = { now: { line: 1, column: 1 }, lineShift: 0 }
const noTracker: ReturnType<State['createTracker']> = {
  current: () => position,
  move: value => value ?? '',
  shift: () => {},
}

/**
 * Prints blocks of nodes as one tree.
 *
 * @param defined whether Markdown beside these blocks may define link references, so that `[x]` must be escaped
 * @returns the Markdown of each block
 */
export function printNodes(blocks: readonly (readonly RootContent[])[], defined: boolean): readonly string[] {
  const tidy = blocks.map(nodes => tidyNodes(nodes))
  const references = defined || tidy.some(one => one.definitions)
  const printed: string[] = []
  const root: Root = { type: 'root', children: tidy.flatMap(one => [...one.nodes]) }

  function printRoot(_: Nodes, _parent: unknown, state: State): string {
    quicken(state)
    let index = 0
    for (const { nodes } of tidy) {
      const pieces: string[] = []
      for (const node of nodes) {
        state.indexStack.push(index++)
        pieces.push(state.handle(node, root, state, { before: '\n', after: '\n', ...position }))
        state.indexStack.pop()
        if (node.type !== 'list') state.bulletLastUsed = undefined
      }
      printed.push(pieces.filter(Boolean).join('\n\n'))
    }
    return ''
  }

  toMarkdown(root, { extensions: [references ? escapedBrackets : literalBrackets], handlers: { root: printRoot } })
  return printed
}

/** Replaces what the default does slowly: counting positions, escaping URLs, pairing emphasis where there is none. */
function quicken(state: State): void {
  const safe = state.safe.bind(state)
  const containerPhrasing = state.containerPhrasing.bind(state)
  state.createTracker = () => noTracker
  state.safe = (value, config) => printDestination(value, state.stack) ?? safe(value, config)
  state.containerPhrasing = (parent, info) =>
    printFlatPhrasing(parent.children, parent, state, info) ?? containerPhrasing(parent, info)
}
