import type { Fields } from '../data/model.ts'
import type { Block, Inline, ListItem } from './blocks.ts'

/** Blocks as an ADF document. */
export function toAdf(blocks: readonly Block[]): Fields {
  return { type: 'doc', version: 1, content: blocks.map(block) }
}

function block(from: Block): Fields {
  switch (from.kind) {
    case 'heading':
      return { type: 'heading', attrs: { level: from.level }, content: [text(from.text)] }
    case 'paragraph':
      return paragraph(from.content)
    case 'list':
      return list(from.ordered, from.items)
    case 'code':
      return {
        type: 'codeBlock',
        attrs: from.language ? { language: from.language } : {},
        content: [text(from.text)],
      }
    case 'table':
      return {
        type: 'table',
        attrs: { isNumberColumnEnabled: false, layout: 'default' },
        content: [row('tableHeader', from.head), ...from.rows.map(cells => row('tableCell', cells))],
      }
    case 'panel':
      return { type: 'panel', attrs: { panelType: from.type }, content: [paragraph(from.content)] }
    case 'quote':
      return { type: 'blockquote', content: [paragraph(from.content)] }
    case 'rule':
      return { type: 'rule' }
    case 'picture':
      return {
        type: 'mediaSingle',
        attrs: { layout: 'align-start' },
        content: [{ type: 'media', attrs: { type: 'file', id: from.id, alt: from.filename, collection: '' } }],
      }
  }
}

function inline(from: Inline): Fields {
  switch (from.kind) {
    case 'text':
      return { ...text(from.text), ...(from.mark ? { marks: [{ type: from.mark }] } : {}) }
    case 'link':
      return { ...text(from.text), marks: [{ type: 'link', attrs: { href: from.url } }] }
    case 'mention':
      return { type: 'mention', attrs: { id: from.id, text: `@${from.name}`, accessLevel: '' } }
    case 'issue':
      return { type: 'inlineCard', attrs: { url: from.url } }
    case 'color':
      return { ...text(from.text), marks: [{ type: 'textColor', attrs: { color: from.color } }] }
    case 'break':
      return { type: 'hardBreak' }
  }
}

function list(ordered: boolean, items: readonly ListItem[]): Fields {
  const content = items.map(item => ({
    type: 'listItem',
    content: [
      paragraph(item.content),
      ...(item.nested
        ? [
            list(
              false,
              item.nested.map(content => ({ content })),
            ),
          ]
        : []),
    ],
  }))
  return ordered ? { type: 'orderedList', attrs: { order: 1 }, content } : { type: 'bulletList', content }
}

function row(cell: string, cells: readonly string[]): Fields {
  return {
    type: 'tableRow',
    content: cells.map(value => ({
      type: cell,
      attrs: {},
      content: [paragraph(value === '' ? [] : [{ kind: 'text', text: value }])],
    })),
  }
}

function paragraph(content: readonly Inline[]): Fields {
  return { type: 'paragraph', content: content.map(inline) }
}

function text(value: string): Fields {
  return { type: 'text', text: value }
}
