import type { BlockRule } from './reader.ts'

const dashes = /[ \t]*-{4,}[ \t]*$/my

/** `----` alone on its line. */
export const rule: BlockRule = {
  starts({ scan }, line) {
    dashes.lastIndex = scan.lines[line]!.start
    return dashes.test(scan.text)
  },
  read: ({ scan }, line) => ({ nodes: [{ type: 'thematicBreak' }], end: scan.lines[line]!.end }),
}
