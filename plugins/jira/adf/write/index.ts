import type { TextEdit } from 'issuefs/source'
import { resolveReferences } from '../../markup/definitions.ts'
import { refuse } from '../../markup/refuse.ts'
import type { AdfContext } from '../index.ts'
import { paragraph } from '../to-mdast/paragraph.ts'
import { createState } from '../to-mdast/state.ts'
import { type Known, validateAdf } from '../valid/index.ts'
import { writeFlow } from './flow.ts'
import { createImages, type MediaOf } from './image.ts'
import { lineOf } from './line.ts'
import { newGlyphs } from './new-glyphs.ts'
import type { AdfDoc } from './node.ts'
import { oldGlyphs } from './old-glyphs.ts'
import type { WriteState } from './state.ts'

export type { MediaOf } from './image.ts'
export type { AdfDoc } from './node.ts'

/** What the writer has to know about the issue: all that the reader knew, so that it sees what was shown. */
export interface AdfWriteContext extends AdfContext {
  /** Without it, only pictures that are in the text already can be shown, and those of other sites. */
  readonly mediaOf?: MediaOf
}

/**
 * The document that a text is to become.
 *
 * Kept blocks go back as they came. Of a changed block, whatever shows the same as before keeps its node; what was
 * written anew becomes the nodes that `../../markup/carrier.ts` and GitHub Flavored Markdown name. All that is not kept
 * is checked against the published schema.
 *
 * @throws SourceError `invalid` for what Jira cannot keep, naming it
 */
export function adfFromEdit(edit: TextEdit, context: AdfWriteContext = {}): AdfDoc {
  const reader = createState(context)
  const known = new Map<unknown, Known>()
  const shown = (line: readonly unknown[]) => JSON.stringify(paragraph(reader.phrasing(line)))
  const origins = edit.blocks.flatMap(block =>
    block.kind === 'kept' ? [block.origin] : block.was.map(one => one.origin),
  )
  const state: WriteState = {
    images: createImages(origins, reader, context.mediaOf, known),
    reader,
    known,
    flow: (nodes, olds) => writeFlow(nodes, olds, state),
    line: (children, olds) => lineOf(newGlyphs(children, state.images), oldGlyphs(olds, reader), known, shown),
  }
  const changed = edit.blocks.filter(block => block.kind === 'changed')
  const resolved = resolveReferences(changed.map(block => block.nodes))
  const content = edit.blocks.flatMap(block => {
    if (block.kind === 'changed') {
      const nodes = resolved[changed.indexOf(block)]!
      return state.flow(
        nodes,
        block.was.map(one => one.origin),
      )
    }
    known.set(block.origin, 'whole')
    return [block.origin]
  })
  const doc: AdfDoc = { type: 'doc', version: 1, content }
  const fault = validateAdf(doc, known)
  return fault === undefined ? doc : refuse(`Jira does not take ${fault}.`)
}
