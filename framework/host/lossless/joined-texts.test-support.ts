interface TextNode {
  readonly type: 'text'
  readonly text: string
  readonly marks?: unknown
}

/** ADF with neighbouring pieces of text of the same marks as one, which they are to Jira. */
export function withJoinedTexts(value: unknown): unknown {
  if (Array.isArray(value)) return join(value.map(withJoinedTexts))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withJoinedTexts(each)]))
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

function isText(value: unknown): value is TextNode {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'text' && 'text' in value
}
