import type { BlockRule } from './reader.ts'

const marker = /[ \t]*bq\.[ \t]*(?=[^\s])/y

/** `bq. text`: a quotation of one line. */
export const quoteLine: BlockRule = {
  starts({ scan }, line) {
    marker.lastIndex = scan.lines[line]!.start
    return marker.test(scan.text)
  },
  read({ scan, pieces }, line) {
    const { start, end: lineEnd } = scan.lines[line]!
    marker.lastIndex = start
    const from = start + marker.exec(scan.text)![0].length
    const end = Math.min(lineEnd, scan.spans.next(from)?.start ?? lineEnd)
    const children = pieces(from, end)
    return { nodes: children.length > 0 ? [{ type: 'blockquote', children }] : [], end: Math.max(end, from) }
  },
}
