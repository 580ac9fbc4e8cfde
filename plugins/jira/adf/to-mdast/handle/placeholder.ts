import { rawLink } from '../../raw.ts'
import type { InlineHandler } from '../handler.ts'

/** A hint of a template ("Describe the bug"), which a reader must be able to tell from text. */
export const placeholder: InlineHandler = node => [rawLink(node)]
