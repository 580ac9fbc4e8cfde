import type { BlockContent } from 'mdast'
import { type ListEntry, listTree } from './list-tree.ts'
import type { BlockRule, Reader } from './reader.ts'
import { isBlank } from './scan.ts'

const marker = /[ \t]*([*#-]+)[ \t]+(?=[^\s])/y

/**
 * Lines that start with `*`, `-` or `#` and a space; as many marks as the item is deep, the last one its kind.
 *
 * Lines without a mark belong to the item above; a blank line or another block ends the list.
 */
export const list: BlockRule = {
  starts(reader, line) {
    const found = markerAt(reader, line)
    return found !== undefined && !/^--+$/.test(found.marks) && !isCount(reader, line, found.marks)
  },
  read(reader, line) {
    const { lines, text } = reader.scan
    const entries: ListEntry[] = []
    let at = line
    let item = markerAt(reader, at)!
    while (at < lines.length) {
      let last = at
      while (last + 1 < lines.length && continues(reader, last + 1)) last++
      entries.push({ marks: item.marks, children: reader.pieces(item.from, lines[last]!.end) })
      at = last + 1
      const next = at < lines.length ? markerAt(reader, at) : undefined
      if (!next) break
      item = next
    }
    const end = at < lines.length ? lines[at - 1]!.end : (lines.at(-1)?.end ?? text.length)
    return { nodes: listTree(entries) satisfies BlockContent[], end }
  },
}

function markerAt({ scan }: Reader, line: number): { readonly marks: string; readonly from: number } | undefined {
  const { start } = scan.lines[line]!
  marker.lastIndex = start
  const match = marker.exec(scan.text)
  return match ? { marks: match[1]!, from: start + match[0].length } : undefined
}

/** `  # CPUs = 4` among lines of the same indent: a number sign in pasted columns, not an item. */
function isCount({ scan }: Reader, line: number, marks: string): boolean {
  const above = scan.lines[line - 1]
  if (marks !== '#' || !above) return false
  const indent = indentAt(scan.text, scan.lines[line]!.start)
  return (
    indent !== '' &&
    indent === indentAt(scan.text, above.start) &&
    /[^\s*#-]/.test(scan.text[above.start + indent.length]!)
  )
}

const spaces = /[ \t]*/y

function indentAt(text: string, at: number): string {
  spaces.lastIndex = at
  return spaces.exec(text)![0]
}

/** Whether the line is more text of the item above. */
function continues(reader: Reader, line: number): boolean {
  const { start, end } = reader.scan.lines[line]!
  if (isBlank(reader.scan.text, start, end)) return false
  return !markerAt(reader, line) && !reader.startsBlock(line)
}
