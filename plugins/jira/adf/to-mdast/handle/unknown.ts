import { contentOf } from '../../node.ts'
import { framed, rawBlock } from '../../raw.ts'
import { hasWords } from '../../words.ts'
import type { BlockHandler } from '../handler.ts'

/** A type that did not exist when this was written: its children if they say anything, else its JSON. */
export const unknown: BlockHandler = (node, state) =>
  hasWords(contentOf(node)) ? framed(node, state.flow(contentOf(node))) : [rawBlock(node)]
