/** A part of a text, with the space behind it that it had. */
export interface Piece {
  readonly text: string
  /** Whether it stood in the text before, where a blank line may not have been needed. */
  readonly isOld: boolean
}

/** Puts parts together; with `apart`, a blank line stands between all of them. */
export function joinPieces(pieces: readonly Piece[], lineEnd: string, apart: boolean): string {
  let joined = ''
  let isOld = true
  for (const piece of pieces.filter(({ text }) => text.trim() !== '')) {
    const isTight = !apart && isOld && piece.isOld
    if (joined !== '' && !isTight && !/\n[^\S\n]*\n[^\S\n]*$/.test(joined)) {
      joined += /\n[^\S\n]*$/.test(joined) ? lineEnd : lineEnd + lineEnd
    }
    joined += piece.text
    isOld = piece.isOld
  }
  return joined
}
