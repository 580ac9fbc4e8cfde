import type { PhrasingContent } from 'mdast'
import { textNode } from './inline-source.ts'
import { type MarkSign, type MarkToken, mark } from './mark.ts'

/** Collects inline content and closes marks over it. */
export interface InlineLine {
  text(value: string): void
  push(nodes: readonly PhrasingContent[]): void
  /** Closes the mark if it is open and may close, else opens it if it may; else it is text. Says which. */
  mark(token: MarkToken, raw: string): 'mark' | 'text'
  /** Takes back up to `length` characters of text, the last ones written. */
  takeBack(length: number): void
  /** Marks end with their line: those still open become text. */
  endLine(): void
  nodes(): PhrasingContent[]
}

interface Opener {
  readonly type: 'opener'
  readonly raw: string
}

export function inlineLine(): InlineLine {
  const entries: (PhrasingContent | Opener)[] = []
  /** Where each open mark stands in `entries`. Each kind is open at most once, so there are never many. */
  const open = new Map<MarkSign, number>()

  const line: InlineLine = {
    text(value) {
      if (value === '') return
      const last = entries.at(-1)
      if (last?.type === 'text') entries[entries.length - 1] = { type: 'text', value: last.value + value }
      else entries.push({ type: 'text', value })
    },
    push(nodes) {
      for (const node of nodes) {
        if (node.type === 'text') line.text(node.value)
        else entries.push(node)
      }
    },
    mark(token, raw) {
      const opened = open.get(token.sign)
      if (opened !== undefined && token.closes && opened < entries.length - 1) {
        const children = entries.splice(opened).slice(1).map(plain)
        for (const [sign, place] of open) if (place >= opened) open.delete(sign)
        line.push(mark(token.sign, children))
        return 'mark'
      }
      if (opened === undefined && token.opens) {
        open.set(token.sign, entries.length)
        entries.push({ type: 'opener', raw })
        return 'mark'
      }
      line.text(raw)
      return 'text'
    },
    takeBack(length) {
      const last = entries.pop()
      if (last?.type !== 'text') return
      if (last.value.length > length) entries.push({ type: 'text', value: last.value.slice(0, -length) })
    },
    endLine() {
      for (const place of open.values()) entries[place] = plain(entries[place]!)
      open.clear()
    },
    nodes() {
      line.endLine()
      return entries.map(plain)
    },
  }
  return line
}

function plain(entry: PhrasingContent | Opener): PhrasingContent {
  return entry.type === 'opener' ? textNode(entry.raw) : entry
}
