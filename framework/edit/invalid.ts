import { cleanLine } from '../markdown/clean.ts'
import { SourceError } from '../source/error.ts'

/** Why a save is refused: one line, whatever the text that it quotes holds. */
export function invalid(sentence: string): SourceError {
  return new SourceError('invalid', cleanLine(sentence))
}
