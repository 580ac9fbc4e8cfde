import { type BlockEdit, SourceError, type TextEdit } from 'issuefs/source'
import type { RootContent } from 'mdast'
import { type TextileOptions, textileToBlocks } from '../index.ts'
import { lostMarks } from '../lost.ts'
import { outlineOf } from '../outline.ts'
import { writeBlock } from './block.ts'
import { CAUTIONS } from './escape.ts'
import { inexpressible } from './inexpressible.ts'
import { joinPieces, type Piece } from './join.ts'
import { patchOrigin } from './patch.ts'

/** What the documents of an issue call its attachments. */
export interface WritingOptions extends TextileOptions {
  /** The name of an attachment, by its path in a document. */
  readonly fileName: (path: string) => string | undefined
}

type Changed = Extract<BlockEdit, { readonly kind: 'changed' }>

/**
 * The Textile of a text that was edited. What was left alone stays byte for byte; of a changed block the words, where
 * only words were changed; else it is written anew. All that is written is read back before: it says what was meant.
 *
 * Throws `invalid`, naming it, for what Textile has no form for, and for what Markdown did not show and would be lost.
 */
export function textileFromEdit(edit: TextEdit, options: WritingOptions): string {
  const outline = (source: string) => outlineOf(nodesOf(source, options))
  const origins = edit.blocks.flatMap(block => (block.kind === 'kept' ? originOf(block) : block.was.map(originOf)))
  const lineEnd = origins.some(origin => origin.includes('\r\n')) ? '\r\n' : '\n'
  const pieces = edit.blocks.map((block): Piece => {
    if (block.kind === 'kept') return { text: originOf(block), isOld: true }
    return { text: writeChanged(block, options, lineEnd), isOld: block.was.length > 0 }
  })
  const wanted = outlineOf(
    edit.blocks.flatMap(block => (block.kind === 'kept' ? nodesOf(originOf(block), options) : block.nodes)),
  )
  const joined = joinPieces(pieces, lineEnd, false)
  return outline(joined) === wanted ? joined : joinPieces(pieces, lineEnd, true)
}

function writeChanged({ nodes, was, markdown }: Changed, options: WritingOptions, lineEnd: string): string {
  if (nodes.length === 0) return ''
  const origin = was.map(originOf).join('')
  const wanted = outlineOf(nodes)
  if (was.length > 0) {
    const shown = was.map(one => one.markdown).join('\n\n')
    const guesses = patchOrigin(origin, shown, markdown)
    const patched = guesses.find(guess => outlineOf(nodesOf(guess, options)) === wanted)
    if (patched !== undefined) return patched
    const [lost] = lostMarks(origin)
    if (lost !== undefined) throw losing(lost, markdown)
  }
  const text = nodes.map(node => writeNode(node, options)).join('\n\n')
  const [before, after] = [/^(?:[^\S\r\n]*\r?\n)*/, /\s*$/].map(pattern => pattern.exec(origin)?.[0] ?? '')
  return before + text.replaceAll('\n', lineEnd) + after
}

/** The plainest form that reads as what is meant. */
function writeNode(node: RootContent, options: WritingOptions): string {
  const wanted = outlineOf([node])
  for (const caution of CAUTIONS) {
    const text = writeBlock(node, { caution, fileName: options.fileName })
    if (outlineOf(nodesOf(text, options)) === wanted) return text
  }
  throw inexpressible(`this ${NAMES[node.type] ?? 'block'} as it is (“${startOf(node)}”)`)
}

const NAMES: Readonly<Record<string, string>> = {
  paragraph: 'paragraph',
  heading: 'heading',
  list: 'list',
  table: 'table',
  blockquote: 'quote',
}

function startOf(node: RootContent): string {
  const words = JSON.stringify(node).match(/(?<="(?:value|url)":")(?:[^"\\]|\\.)*/g) ?? []
  return words.join(' ').slice(0, 60)
}

function losing(what: string, markdown: string): SourceError {
  const start = markdown.split('\n')[0]!.slice(0, 60)
  const remedy = 'change no more than words there, or edit it in Redmine'
  return new SourceError('invalid', `The block that begins with “${start}” would lose ${what}: ${remedy}.`)
}

function nodesOf(source: string, options: TextileOptions): readonly RootContent[] {
  return textileToBlocks(source, options).flatMap(({ nodes }) => nodes)
}

function originOf({ origin }: { readonly origin: unknown }): string {
  return typeof origin === 'string' ? origin : ''
}
