/** A fenced block of a page. */
export interface Fence {
  /** The word after the fence; empty where there is none. */
  readonly language: string
  readonly lines: readonly string[]
  /** Of its first fence, from 1. */
  readonly line: number
  /** What an HTML comment right above it says. */
  readonly comment: string | undefined
}

/** The fenced blocks of a Markdown text, in order. A fence that is never closed goes to the end. */
export function fencesOf(markdown: string): readonly Fence[] {
  const lines = markdown.split('\n')
  const fences: Fence[] = []
  for (let at = 0; at < lines.length; at++) {
    const open = /^(\s*)(`{3,}|~{3,})\s*([\w-]*)/.exec(lines[at]!)
    if (!open) continue
    const [, indent = '', mark = '', language = ''] = open
    const from = at + 1
    while (++at < lines.length && !lines[at]!.trim().startsWith(mark)) {}
    const inner = lines.slice(from, at).map(line => (line.startsWith(indent) ? line.slice(indent.length) : line))
    fences.push({ language, lines: inner, line: from, comment: commentAbove(lines.slice(0, from - 1)) })
  }
  return fences
}

function commentAbove(lines: readonly string[]): string | undefined {
  const above = lines.findLast(line => line.trim() !== '')
  return /^\s*<!-- (.*) -->\s*$/.exec(above ?? '')?.[1]
}
