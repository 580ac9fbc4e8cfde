/** A node as it is sent. */
export interface WrittenNode {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly unknown[]
  readonly marks?: readonly WrittenMark[]
  readonly text?: string
}

export interface WrittenMark {
  readonly type: string
  readonly attrs?: Readonly<Record<string, unknown>>
}

/** A whole document as it is sent. */
export interface AdfDoc {
  readonly type: 'doc'
  readonly version: 1
  readonly content: readonly unknown[]
}

/** A node from its parts; what is empty is left out. */
export function nodeOf(
  type: string,
  attrs?: Readonly<Record<string, unknown>>,
  content?: readonly unknown[],
): WrittenNode {
  return { type, ...(attrs && Object.keys(attrs).length > 0 && { attrs }), ...(content && { content }) }
}
