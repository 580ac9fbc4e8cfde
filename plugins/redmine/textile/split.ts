/** Text to be read as Textile, or code that is not. */
export interface SourceBlock {
  readonly kind: 'text' | 'code'
  readonly text: string
  readonly language?: string
}

/** `<pre>`, with `<code class="ruby">` in it or not, up to its end, which may be missing. */
const PRE =
  /<pre(?:\s[^<>]*)?>\n?(?:\s*<code(?:\s+class=(?:"([\w+#-]*)[^"]*"|'([\w+#-]*)[^']*'))?[^<>]*>\n?)?([\s\S]*?)(?:(?:<\/code>\s*)?<\/pre>|$(?![\s\S]))/g

/** Splits at blank lines and around `<pre>`. Line ends are `\n`. */
export function splitBlocks(source: string): readonly SourceBlock[] {
  const blocks: SourceBlock[] = []
  let from = 0
  for (const match of source.matchAll(PRE)) {
    blocks.push(...paragraphs(source.slice(from, match.index)))
    const language = match[1] || match[2]
    const text = unescaped(match[3] ?? '').replace(/\n$/, '')
    blocks.push({ kind: 'code', text, ...(language && { language }) })
    from = match.index + match[0].length
  }
  return [...blocks, ...paragraphs(source.slice(from))]
}

function paragraphs(source: string): readonly SourceBlock[] {
  const texts = source.split(/\n(?:[^\S\n]*\n)+/).filter(text => text.trim() !== '')
  return texts.map(text => ({ kind: 'text', text: text.replace(/^\n+/, '').trimEnd() }))
}

/** People write entities in `<pre>`, and Redmine shows what they stand for. */
function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
