interface TextNode {
  readonly type: 'text'
  readonly text: string
  readonly marks?: unknown
}

/** ADF with neighbouring pieces of text of the same marks as one, which they are to Jira. */
export function withJoinedTexts(value: unknown): unknown {
  if (Array.isArray(value)) return join(value.map(withJoinedTexts))
  return withEach(value, withJoinedTexts)
}

/** The same with any blanks and line breaks as one blank: Markdown does not tell them apart. */
export function withSingleBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return join(value.map(withSingleBlanks)).map(trimmed)
  if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'hardBreak')
    return { type: 'text', text: ' ' }
  return withEach(value, withSingleBlanks)
}

function join(nodes: readonly unknown[]): readonly unknown[] {
  const joined: unknown[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (isText(last) && isText(node) && JSON.stringify(last.marks) === JSON.stringify(node.marks))
      joined[joined.length - 1] = { ...last, text: last.text + node.text }
    else joined.push(node)
  }
  return joined
}

function trimmed(node: unknown): unknown {
  return isText(node) ? { ...node, text: node.text.replaceAll(/\s+/g, ' ').trim() } : node
}

function withEach(value: unknown, work: (value: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, work(each)]))
}

function isText(value: unknown): value is TextNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'text' && 'text' in value
}
