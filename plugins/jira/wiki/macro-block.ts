import type { BlockContent } from 'mdast'
import { expand, panel, raw } from '../markup/carrier.ts'
import { codeBlock } from './code.ts'
import { deepestMacro } from './context.ts'
import { macroParameters } from './macro-tag.ts'
import type { Reader } from './reader.ts'
import type { MacroSpan } from './spans.ts'

/** The blocks that a macro stands for; none where its body is empty. */
export function macroBlock(reader: Reader, span: MacroSpan): BlockContent[] {
  const { original } = reader.scan
  const body = original.slice(span.bodyStart, span.bodyEnd)
  if (span.kind === 'code' || span.kind === 'fence') {
    return body.trim() === '' && span.parameters === '' ? [] : [codeBlock(span, body)]
  }
  if (span.kind === 'raw' || reader.depth >= deepestMacro) {
    return [raw('wiki', span.name, original.slice(span.start, span.end).replaceAll(/\r\n?/g, '\n'))]
  }
  return richMacro(reader, span, body)
}

function richMacro(reader: Reader, { name, parameters }: MacroSpan, body: string): BlockContent[] {
  const children = reader.nested(body)
  const { first, named } = macroParameters(parameters)
  const title = named.get('title') ?? first
  if (name === 'quote') return children.length > 0 ? [{ type: 'blockquote', children }] : []
  if (name === 'expand') return expand(title ?? '', children) as BlockContent[]
  return [panel(name, title, children)]
}
