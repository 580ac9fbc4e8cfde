import { CST, Lexer } from 'yaml'

/** A part of a value that YAML reads as something else. */
export interface SwallowedText {
  /** Of its first character in the source. */
  readonly offset: number
  readonly text: string
  readonly as: 'a comment' | 'a tag' | 'an anchor'
}

/** What the lexer puts between the parts of the text. */
const controls: ReadonlySet<string> = new Set([CST.BOM, CST.DOCUMENT, CST.FLOW_END, CST.SCALAR])

/**
 * Finds what YAML would drop though it was hardly meant so: `#12` behind a value or in its place (`see #12`, `parent: #12`,
 * `[blocks #12]`), `!urgent`, `&co`. A comment with a blank behind its `#`, or on a line of its own, is one.
 */
export function swallowedText(source: string): SwallowedText | undefined {
  let offset = 0
  for (const token of new Lexer().lex(source)) {
    if (controls.has(token)) continue
    const as = meaningOf(token, source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset))
    if (as) return { offset, text: token.trimEnd(), as }
    offset += token.length
  }
  return undefined
}

function meaningOf(token: string, before: string): SwallowedText['as'] | undefined {
  const type = CST.tokenType(token)
  if (type === 'comment') return /^#[^\s#]/.test(token) && before.trim() !== '' ? 'a comment' : undefined
  if (type === 'tag') return token.startsWith('!!') ? undefined : 'a tag'
  return type === 'anchor' ? 'an anchor' : undefined
}
