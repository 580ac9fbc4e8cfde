import type { PhrasingContent } from 'mdast'
import type { WikiContext } from './context.ts'
import { deepestMacro } from './context.ts'
import { heading } from './heading.ts'
import { readInline } from './inline.ts'
import { list } from './list.ts'
import { macroBlock } from './macro-block.ts'
import { paragraph, paragraphEnd, pieces } from './paragraph.ts'
import { quoteLine } from './quote-line.ts'
import type { Block, BlockRule, LineBreak, Reader } from './reader.ts'
import { rule } from './rule.ts'
import { isBlank, scanText } from './scan.ts'
import { table } from './table.ts'

/** In this order: a line of dashes is a rule before it is a list. */
const rules: readonly BlockRule[] = [heading, rule, quoteLine, list, table]

/** All blocks of a text, in order; together they cover it from its first character to its last. */
export function readFlow(original: string, context: WikiContext, depth: number): Block[] {
  return blocksOf(readerFor(original, context, depth))
}

function readerFor(original: string, context: WikiContext, depth: number): Reader {
  const scan = scanText(original)
  const inline = (from: number, to: number, lineBreak: LineBreak, inLink: boolean): PhrasingContent[] =>
    readInline({ reader, text: scan.text, to, lineBreak, inLink }, from)
  const reader: Reader = {
    scan,
    context,
    depth,
    phrasing: (from, to, lineBreak = 'break') => inline(from, to, lineBreak, false),
    words: (from, to) => inline(from, to, 'tag', true),
    pieces: (from, to) => pieces(reader, from, to),
    nested: body => readFlow(body, context, depth + 1).flatMap(block => block.nodes),
    nestedPhrasing(body) {
      if (depth >= deepestMacro) return [{ type: 'text', value: body.replaceAll(/\s+/g, ' ') }]
      return readerFor(body, context, depth + 1).phrasing(0, body.length, 'tag')
    },
    startsBlock: line => rules.some(one => one.starts(reader, line)),
  }
  return reader
}

function blocksOf(reader: Reader): Block[] {
  const { lines, text } = reader.scan
  const blocks: Block[] = []
  /** Blank lines before the first block belong to it; all others to the block above. */
  let start = 0
  for (let at = 0; at < text.length; ) {
    const line = lines[reader.scan.lineAt(at)]!
    if (isBlank(text, at, line.end)) {
      at = line.next
      const last = blocks.pop()
      if (last) {
        blocks.push({ ...last, end: at })
        start = at
      }
      continue
    }
    const { nodes, end } = readBlock(reader, at)
    at = restOfLine(reader, end)
    blocks.push({ nodes, start, end: at })
    start = at
  }
  if (blocks.length === 0 && text !== '') blocks.push({ nodes: [], start: 0, end: text.length })
  return blocks
}

function readBlock(reader: Reader, at: number): Pick<Block, 'nodes' | 'end'> {
  const { scan } = reader
  const span = scan.spans.next(at)
  if (span && isBlank(scan.text, at, span.start)) return { nodes: macroBlock(reader, span), end: span.end }
  const line = scan.lineAt(at)
  const starting = at === scan.lines[line]!.start ? rules.find(one => one.starts(reader, line)) : undefined
  if (starting) return starting.read(reader, line)
  const end = paragraphEnd(reader, at)
  return { nodes: paragraph(reader, at, end), end }
}

/** Past the line end, when nothing more stands on the line. */
function restOfLine({ scan }: Reader, at: number): number {
  const line = scan.lines[scan.lineAt(at)]
  return line && isBlank(scan.text, at, line.end) ? line.next : at
}
