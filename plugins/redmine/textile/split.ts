/** Text to be read as Textile, or code that is not. */
export interface SourceBlock {
  readonly kind: 'text' | 'code'
  readonly text: string
  readonly language?: string
  /** Where it begins; what stands between two blocks belongs to the first. */
  readonly start: number
}

/** `<pre>`, with `<code class="ruby">` in it or not, up to its end, which may be missing. */
const PRE =
  /<pre(?:\s[^<>]*)?>\n?(?:\s*<code(?:\s+class=(?:"([\w+#-]*)[^"]*"|'([\w+#-]*)[^']*'))?[^<>]*>\n?)?([\s\S]*?)(?:(?:<\/code>\s*)?<\/pre>|$(?![\s\S]))/g

const BLANK_LINES = /\n(?:[^\S\n]*\n)+/g

/** Splits at blank lines and around `<pre>`, in which Redmine leaves character references alone. Line ends are `\n`. */
export function splitBlocks(source: string): readonly SourceBlock[] {
  const blocks: SourceBlock[] = []
  let from = 0
  for (const match of source.matchAll(PRE)) {
    blocks.push(...paragraphs(source.slice(from, match.index), from))
    const language = match[1] || match[2]
    const text = (match[3] ?? '').replace(/\n$/, '')
    blocks.push({ kind: 'code', text, start: match.index, ...(language && { language }) })
    from = match.index + match[0].length
  }
  return [...blocks, ...paragraphs(source.slice(from), from)]
}

function paragraphs(source: string, offset: number): readonly SourceBlock[] {
  const blocks: SourceBlock[] = []
  let from = 0
  for (const { index, 0: separator } of [...source.matchAll(BLANK_LINES), { index: source.length, 0: '' }]) {
    const piece = source.slice(from, index)
    const text = piece.replace(/^\n+/, '').trimEnd()
    if (text !== '') blocks.push({ kind: 'text', text, start: offset + from + piece.search(/[^\n]/) })
    from = index + separator.length
  }
  return blocks
}
