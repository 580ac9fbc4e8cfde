import { cellMacro } from './cell-macro.ts'
import type { InlineRule } from './inline-source.ts'
import { macroTagAt } from './macro-tag.ts'
import { monospace } from './monospace.ts'

/** What starts with a brace: monospaced text, colours, anchors, and macros where only inline content may stand. */
export const braces: InlineRule = (source, at) => {
  const { scan } = source.reader
  if (source.text[at + 1] === '{') return monospace(source, at)
  const color = scan.spans.colors.get(at)
  if (color) {
    const value = color.parameters ? `<span style="color: ${safe(color.parameters)}">` : '</span>'
    return { nodes: [{ type: 'html', value }], end: color.end }
  }
  const span = scan.spans.next(at)
  if (span?.start === at && span.end <= source.to) return cellMacro(source, span)
  const tag = macroTagAt(source.text, at)
  if (tag?.name !== 'anchor' || !tag.parameters || tag.end > source.to) return undefined
  return { nodes: [{ type: 'html', value: `<a id="${safe(tag.parameters)}"></a>` }], end: tag.end }
}

function safe(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
