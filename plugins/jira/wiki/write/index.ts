import type { BlockEdit, TextEdit } from 'issuefs/source'
import type { RootContent } from 'mdast'
import { pictured } from '../../markup/control.ts'
import { resolveReferences } from '../../markup/definitions.ts'
import { excerpt, refuse } from '../../markup/refuse.ts'
import { type WikiContext, wikiToBlocks, wikiToMdast } from '../index.ts'
import { writeBlocks } from './block.ts'
import { wikiKey } from './key.ts'
import { mergeTexts } from './merge.ts'
import { joinPieces, type Piece } from './pieces.ts'

/**
 * The wiki text that a text is to become.
 *
 * Kept blocks go back byte for byte, with the blank lines and line ends that were theirs. Of a changed block, words that
 * show the same keep the markup they had; the rest is written anew. New lines end as those of the text do. The result is
 * read again: what would not show as it was meant is refused.
 *
 * @param context as the text was read with
 * @throws SourceError `invalid` for what wiki markup cannot say
 */
export function wikiFromEdit(edit: TextEdit, context: WikiContext = {}): string {
  const before = edit.blocks.map(originOf)
  const lineEnd = lineEndOf(before.join(''))
  const shown = shownBefore(edit.blocks, before, context)
  const changed = edit.blocks.filter(block => block.kind === 'changed')
  const resolved = resolveReferences(changed.map(block => block.nodes))
  const pieces = edit.blocks.map((block, index): Piece => {
    const text = before[index]!
    if (block.kind === 'kept') return { kind: 'kept', lead: '', text, trail: '', nodes: shown[index]! }
    const nodes = resolved[changed.indexOf(block)]!
    const lead = /^[ \t\r\n]*/.exec(text)![0]
    const trail = lead.length === text.length ? '' : /[ \t\r\n]*$/.exec(text)![0]
    const old = text.slice(lead.length, text.length - trail.length)
    if (old !== '' && wikiKey(shown[index]!) === wikiKey(nodes))
      return { kind: 'changed', lead, text: old, trail, nodes }
    const written = writeChanged(nodes, old, shown[index]!, block.markdown, context)
    return { kind: 'changed', lead, text: written.replaceAll('\n', lineEnd), trail, nodes }
  })
  const meant = wikiKey(pieces.flatMap(piece => piece.nodes))
  for (const joints of ['changed', 'all'] as const) {
    const text = joinPieces(pieces, lineEnd, joints, context)
    if (wikiKey(wikiToMdast(text, context).children) === meant) return text
  }
  const [first] = changed
  return refuse(
    `Wiki markup cannot keep "${excerpt(first?.markdown ?? edit.markdown)}" as it is written: say it in a simpler way.`,
  )
}

function originOf(block: BlockEdit): string {
  const origins = block.kind === 'kept' ? [block.origin] : block.was.map(one => one.origin)
  return origins.map(origin => (typeof origin === 'string' ? origin : '')).join('')
}

/** What each block showed: read in one, since a colour may begin in one block and end in another. */
function shownBefore(blocks: readonly BlockEdit[], before: readonly string[], context: WikiContext): RootContent[][] {
  const read = wikiToBlocks(before.join(''), context)
  let next = 0
  return blocks.map((_, index) => {
    const nodes: RootContent[] = []
    let rest = before[index]!
    while (rest !== '' && read[next] && rest.startsWith(read[next]!.origin)) {
      nodes.push(...read[next]!.nodes)
      rest = rest.slice(read[next]!.origin.length)
      next++
    }
    return rest === '' ? nodes : wikiToMdast(before[index]!, context).children
  })
}

/** A changed block: with the markup it had where that shows what is meant, else as we write it. */
function writeChanged(
  nodes: readonly RootContent[],
  old: string,
  shown: readonly RootContent[],
  markdown: string,
  context: WikiContext,
): string {
  const meant = wikiKey(nodes)
  const shows = (text: string) => wikiKey(wikiToMdast(text, context).children) === meant
  const fresh = writeBlocks(nodes, 'needed')
  if (old !== '') {
    const source = old.replaceAll(/\r\n?/g, '\n')
    const merged = mergeOver(source, shown, fresh)
    if (merged !== undefined && shows(merged)) return merged
    // A colour without its other tag cannot be read alone; the whole text is read in the end.
    if (merged !== undefined && !shows(fresh) && wikiKey(wikiToMdast(source, context).children) !== wikiKey(shown))
      return merged
  }
  for (const text of [fresh, writeBlocks(nodes, 'all')]) if (shows(text)) return text
  return refuse(`Wiki markup cannot keep "${excerpt(markdown)}" as it is written: say it in a simpler way.`)
}

/** Not where the old text holds what we could not write ourselves. */
function mergeOver(source: string, shown: readonly RootContent[], fresh: string): string | undefined {
  try {
    return mergeTexts(pictured(writeBlocks(shown, 'needed').toWellFormed()), source, fresh)
  } catch {
    return undefined
  }
}

/** How most lines of a text end. */
function lineEndOf(text: string): '\r\n' | '\n' {
  const windows = text.split('\r\n').length - 1
  const all = text.split('\n').length - 1
  return windows > 0 && windows * 2 >= all ? '\r\n' : '\n'
}
