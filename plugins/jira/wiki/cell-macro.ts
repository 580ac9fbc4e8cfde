import type { PhrasingContent } from 'mdast'
import { codeText } from './code.ts'
import { type InlineSource, type Taken, textNode } from './inline-source.ts'
import { macroParameters } from './macro-tag.ts'
import type { MacroSpan } from './spans.ts'

const lineBreak: PhrasingContent = { type: 'html', value: '<br>' }

/**
 * A macro inside a table cell or a heading, where Markdown has no blocks.
 *
 * Its title stands before it; code stands line by line; a body of wiki text is read inline; the rest is kept whole.
 */
export function cellMacro({ reader }: InlineSource, span: MacroSpan): Taken {
  const { original } = reader.scan
  if (span.kind === 'raw') return { nodes: codeLines(original.slice(span.start, span.end)), end: span.end }
  const title = macroParameters(span.parameters).named.get('title')
  const nodes = title ? [lineBreak, textNode(title), lineBreak] : []
  const body = original.slice(span.bodyStart, span.bodyEnd)
  if (span.kind === 'rich') nodes.push(...(title ? [] : [lineBreak]), ...reader.nestedPhrasing(body), lineBreak)
  else nodes.push(...codeLines(body))
  return { nodes, end: span.end }
}

function codeLines(code: string): PhrasingContent[] {
  return codeText(code)
    .split('\n')
    .flatMap((line, index) => {
      const node: PhrasingContent = line.trim() === '' ? textNode('') : { type: 'inlineCode', value: line }
      return index === 0 ? [node] : [lineBreak, node]
    })
}
