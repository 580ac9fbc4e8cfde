import type { BlockRule } from './reader.ts'

const marker = /[ \t]*h([1-6])\.[ \t]*(?=[^\s])/y

/** `h1. Title` to `h6. Title`, one line. */
export const heading: BlockRule = {
  starts({ scan }, line) {
    marker.lastIndex = scan.lines[line]!.start
    return marker.test(scan.text)
  },
  read({ scan, phrasing }, line) {
    const { start, end: lineEnd } = scan.lines[line]!
    marker.lastIndex = start
    const match = marker.exec(scan.text)!
    const from = start + match[0].length
    const end = Math.min(lineEnd, scan.spans.next(from)?.start ?? lineEnd)
    const children = phrasing(from, end, 'tag')
    if (children.length === 0) return { nodes: [], end: Math.max(end, from) }
    return { nodes: [{ type: 'heading', depth: Number(match[1]) as 1, children }], end }
  },
}
