import type { RootContent } from 'mdast'
import { type WikiContext, wikiToMdast } from '../index.ts'
import { wikiKey } from './key.ts'

/** A block as it is written, with the white space around it that is not its own. */
export interface Piece {
  readonly kind: 'kept' | 'changed'
  readonly lead: string
  readonly text: string
  readonly trail: string
  /** What it is to show. */
  readonly nodes: readonly RootContent[]
}

/**
 * Puts pieces together; where two of them would run into each other, a blank line parts them.
 *
 * @param joints which of them to look at: those beside changed pieces, or all
 */
export function joinPieces(
  pieces: readonly Piece[],
  lineEnd: string,
  joints: 'changed' | 'all',
  context: WikiContext,
): string {
  let result = ''
  let last: Piece | undefined
  for (const piece of pieces) {
    const own = `${piece.lead}${piece.text}${piece.trail}`
    const looked = last && (joints === 'all' || last.kind === 'changed' || piece.kind === 'changed')
    if (last && looked && !isParted(last, piece, context)) {
      result = `${result.replace(/[ \t]+$/, last.kind === 'changed' ? '' : '$&')}${missing(result, lineEnd)}`
    }
    result += own
    if (piece.text !== '') last = piece
  }
  return result
}

function isParted(left: Piece, right: Piece, context: WikiContext): boolean {
  if (/\n[ \t]*\r?\n[ \t]*$/.test(left.text + left.trail)) return true
  const text = `${left.lead}${left.text}${left.trail}${right.lead}${right.text}`
  return wikiKey(wikiToMdast(text, context).children) === wikiKey([...left.nodes, ...right.nodes])
}

/** What it takes until the next line is not the one right below. */
function missing(text: string, lineEnd: string): string {
  return /\n[ \t]*$/.test(text) ? lineEnd : `${lineEnd}${lineEnd}`
}
