import type { BlockContent } from 'mdast'
import { macroBlock } from './macro-block.ts'
import type { Reader } from './reader.ts'
import { isBlank } from './scan.ts'

/** The end of the paragraph that starts at `from`: a blank line, another block, or a macro. */
export function paragraphEnd(reader: Reader, from: number): number {
  const { lines, text, spans, lineAt } = reader.scan
  const macro = spans.next(from)?.start ?? text.length
  let line = lineAt(from)
  let end = lines[line]!.end
  while (end < macro && line + 1 < lines.length) {
    const next = lines[line + 1]!
    if (isBlank(text, next.start, next.end) || reader.startsBlock(line + 1)) break
    end = next.end
    line++
  }
  return Math.min(end, macro)
}

export function paragraph(reader: Reader, from: number, to: number): BlockContent[] {
  const children = reader.phrasing(from, to)
  return children.length > 0 ? [{ type: 'paragraph', children }] : []
}

/** Text and macros in turn, where neither lists nor headings can stand: the content of a list item. */
export function pieces(reader: Reader, from: number, to: number): BlockContent[] {
  const nodes: BlockContent[] = []
  let at = from
  for (let span = reader.scan.spans.next(at); span && span.end <= to; span = reader.scan.spans.next(at)) {
    nodes.push(...paragraph(reader, at, span.start), ...macroBlock(reader, span))
    at = span.end
  }
  nodes.push(...paragraph(reader, at, to))
  return nodes
}
