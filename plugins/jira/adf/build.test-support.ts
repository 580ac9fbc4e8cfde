/** A node in few words. */
export function node(type: string, attrs?: object, ...content: readonly unknown[]): object {
  return { type, ...(attrs && { attrs }), ...(content.length > 0 && { content }) }
}

/** A text node; a mark is its type, or the mark. */
export function text(value: string, ...marks: readonly (string | object)[]): object {
  const written = marks.map(mark => (typeof mark === 'string' ? { type: mark } : mark))
  return { type: 'text', text: value, ...(written.length > 0 && { marks: written }) }
}

/** A paragraph; bare strings are text. */
export function line(...content: readonly unknown[]): object {
  return node('paragraph', undefined, ...content)
}

/** A document. */
export function doc(...content: readonly unknown[]): object {
  return { type: 'doc', version: 1, content }
}
