import { pictured } from '../../markup/control.ts'
import { lineKey } from '../../markup/shown.ts'
import { textOf } from '../../markup/text-of.ts'
import { attributesOf, marksOf, textAttribute, toNode, typeOf } from '../node.ts'
import type { AdfNode } from '../schema.ts'
import type { State } from '../to-mdast/handler.ts'
import type { Glyph } from './glyph.ts'
import { markKey } from './mark-key.ts'
import type { WrittenMark } from './node.ts'

/** The glyphs of a line as the tracker has it. */
export function oldGlyphs(content: readonly unknown[], reader: State): Glyph[] {
  return content.flatMap(value => {
    const node = toNode(value)
    if (!node) return []
    if (typeof node.text === 'string') return glyphsOfText(node, node.text)
    if (typeOf(node) === 'hardBreak') return [{ key: '\n', text: ' ', marks: [], old: node, node: () => node }]
    return glyphsOfNode(node, reader)
  })
}

function glyphsOfText(old: AdfNode, text: string): Glyph[] {
  const marks = marksOf(old) as readonly WrittenMark[]
  const key = markKey(marks, isOwnText(marks, text))
  return Array.from(text.match(/\r\n|[\s\S]/gu) ?? [], character => {
    if (/[\r\n]/.test(character)) return { key: '\n', text: character, marks, old }
    return {
      key: /[ \t]/.test(character) ? ' ' : `${pictured(character.toWellFormed())}${key}`,
      text: character,
      marks,
      old,
    }
  })
}

function glyphsOfNode(old: AdfNode, reader: State): Glyph[] {
  const shown = reader.phrasing([{ ...old, marks: undefined }])
  const node = () => old
  if (shown.every(one => one.type === 'text')) {
    const characters = Array.from(textOf(shown))
    if (characters.length === 0) return [{ key: '\0', text: '', marks: [], old, node }]
    return characters.map(text => ({
      key: text === ' ' ? ' ' : text,
      text,
      marks: [],
      old,
      node,
      size: characters.length,
    }))
  }
  const marks = marksOf(old).filter(mark => toNode(mark)?.type === 'link') as WrittenMark[]
  const key = `\0${lineKey(shown)}${shown[0]?.type === 'image' ? markKey(marks) : ''}`
  return [{ key, text: ' ', marks, old, node }]
}

/** Whether the only thing a link adds to a text is that it is one. */
function isOwnText(marks: readonly unknown[], text: string): boolean {
  const link = marks.map(toNode).find(mark => mark && typeOf(mark) === 'link')
  if (!link || attributesOf(link).title) return false
  return [text, `http://${text}`, `mailto:${text}`].includes(textAttribute(link, 'href'))
}
