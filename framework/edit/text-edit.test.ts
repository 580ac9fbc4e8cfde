import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { describe, expect, test } from 'vitest'
import { hostileNodes, parse } from '../markdown/mdast.testing.ts'
import { printText } from '../markdown/print-text.ts'
import type { Text } from '../source/document.ts'
import { markdownText } from '../source/text.ts'
import type { BlockEdit } from '../source/write.ts'
import { brokenBoundaries } from './block-lines.ts'
import { nodesText, paragraph } from './document.test-support.ts'
import { newText } from './new-text.ts'
import { textChange } from './text-change.ts'
import { editText } from './text-edit.ts'

/** `0` for a block that is kept, `[was -> markdown]` for one that is not. */
function said(blocks: readonly BlockEdit[]): string {
  return blocks
    .map(block =>
      block.kind === 'kept'
        ? String(block.origin).replace('origin ', '')
        : `[${block.was.map(({ origin }) => String(origin).replace('origin ', ''))} -> ${block.markdown}]`,
    )
    .join(' ')
}

const list: RootContent = { type: 'list', ordered: false, spread: false, children: [item('a'), item('b')] }

function item(value: string) {
  return { type: 'listItem' as const, spread: false, children: [paragraph(value)] as never }
}

const text = nodesText(
  [paragraph('one')],
  [list],
  [paragraph('two'), paragraph('three')],
  [],
  [{ type: 'code', value: 'x\n\ny' }],
)
const shown = printText(text).markdown

describe('blocks', () => {
  test('are shown as expected', () => expect(shown).toBe('one\n\n- a\n- b\n\ntwo\n\nthree\n\n```\nx\n\ny\n```'))

  test.each([
    ['one', 'ONE', '[0 -> ONE] 1 2 3 4'],
    ['three', 'THREE', '0 1 [2 -> two\n\nTHREE] 3 4'],
    ['- a\n', '- a\n- c\n', '0 [1 -> - a\n- c\n- b] 2 3 4'],
    ['y', 'z', '0 1 2 3 [4 -> ```\nx\n\nz\n```]'],
    ['one\n\n', 'one\n\nnew\n\n', '0 [ -> new] 1 2 3 4'],
    ['one\n\n', '', '1 2 3 4'],
    ['one\n\n- a\n- b', 'ONE\n\n- A', '[0,1 -> ONE\n\n- A] 2 3 4'],
    ['one\n', 'one\nmore\n', '[0 -> one\nmore] 1 2 3 4'],
    ['- b\n\n', '- b\n\n  more\n\n', '0 [1 -> - a\n- b\n\n  more] 2 3 4'],
    ['two\n\n', '  two\n\n', '0 [1,2 -> - a\n- b\n\n  two\n\nthree] 3 4'],
    ['three\n\n', 'three\n\n```\nopen\n\n', '0 1 2 3 [4 -> ```\nopen\n\n```\nx\n\ny\n```]'],
    ['```\nx', 'x', '0 1 2 3 [4 -> x\n\ny\n```]'],
    ['```\nx\n\ny\n```', '```\nx\n\ny\n```\n\nend', '0 1 2 3 4 [ -> end]'],
    ['three', 'three\n\none', '0 1 2 3 [ -> one] 4'],
  ])('%j to %j', (from, to, wanted) => {
    expect(shown).toContain(from)
    const edit = editText(text, shown.replace(from, to))
    expect(said(edit.blocks)).toBe(wanted)
    expect(edit.markdown).toBe(shown.replace(from, to))
  })

  test('all of them go when the text does', () => {
    expect(editText(text, '')).toEqual({ format: 'adf', markdown: '', blocks: [{ kind: 'kept', origin: 'origin 3' }] })
  })

  test('of an empty text', () => {
    expect(said(editText(nodesText(), 'x').blocks)).toBe('[ -> x]')
    expect(said(editText(nodesText([], []), 'x').blocks)).toBe('0 1 [ -> x]')
  })

  test('that Markdown reads as one are kept as one', () => {
    const torn: Text = {
      format: 'wiki',
      blocks: ['<div>', '- a', '- b', 'end'].map((markdown, at) => ({ markdown, origin: at })),
    }
    const { markdown } = printText(torn)
    expect(said(editText(torn, markdown.replace('end', 'END')).blocks)).toBe('0 1 2 [3 -> END]')
    expect(said(editText(torn, markdown.replace('- a', '- A')).blocks)).toBe('0 [1,2 -> - A\n\n- b] 3')
  })

  test('of equal lines are found though another alignment is as short', () => {
    const alike = nodesText([paragraph('x')], [paragraph('y')], [paragraph('x')], [paragraph('z')])
    expect(said(editText(alike, 'y\n\nx').blocks)).toBe('1 2')
    expect(said(editText(alike, 'x\n\nnew\n\nx\n\nz').blocks)).toBe('0 [1 -> new] 2 3')
  })
})

test('each changed block has its nodes, with links resolved', () => {
  const edit = editText(text, `${shown.replace('one', 'see [this]')}\n\n[this]: https://a.org "t"`)
  expect(edit.blocks[0]).toMatchObject({
    kind: 'changed',
    markdown: 'see [this]',
    nodes: [{ type: 'paragraph', children: [{ type: 'text' }, { type: 'link', url: 'https://a.org', title: 't' }] }],
    was: [{ origin: 'origin 0', markdown: 'one' }],
  })
  expect(edit.blocks.at(-1)).toMatchObject({ nodes: [{ type: 'definition' }] })
})

test('nodes know where they stand in the whole text', () => {
  const edit = editText(text, shown.replace('three', 'three\n\nsee *this*'))
  const changed = edit.blocks.find(block => block.kind === 'changed')!
  const [node] = changed.kind === 'changed' ? changed.nodes : []
  const { start, end } = node!.position!
  expect(edit.markdown.slice(start.offset, end.offset)).toBe('see *this*')
  expect(edit.markdown.split('\n')[start.line - 1]).toBe('see *this*')
})

test('a text that is Markdown already is one changed block', () => {
  const origin = 'a\r\n\r\nb\r\n'
  expect(editText(markdownText(origin), 'a\n\nc')).toMatchObject({
    format: 'markdown',
    markdown: 'a\n\nc',
    blocks: [{ kind: 'changed', markdown: 'a\n\nc', nodes: [{}, {}], was: [{ origin, markdown: 'a\n\nb' }] }],
  })
  expect(editText(markdownText(null), 'x').blocks).toMatchObject([{ kind: 'changed', was: [] }])
})

test('new texts', () => {
  expect(newText('\n\n')).toEqual({ format: undefined, markdown: '', blocks: [] })
  expect(newText('\r\n- a\r\n')).toMatchObject({
    format: undefined,
    markdown: '- a',
    blocks: [{ kind: 'changed', markdown: '- a', nodes: [{ type: 'list' }], was: [] }],
  })
})

const anyText = fc
  .array(fc.oneof(hostileNodes, fc.constant([] as RootContent[]), fc.constant([paragraph('same')])), { maxLength: 6 })
  .map(blocks => nodesText(...blocks))

/** The pieces of a text at whose start Markdown sees no new block, when it reads the text as a whole. */
function tornBlocks(markdown: string, pieces: readonly string[]): readonly string[] {
  const isBroken = brokenBoundaries(parse(markdown).children)
  const lines = markdown.split('\n')
  let line = 0
  return pieces.filter(piece => {
    while (lines[line]!.trim() === '') line++
    const start = line
    line += piece.split('\n').length
    return isBroken(start) || isBroken(line)
  })
}

test('of any text: whatever is written, kept blocks come back in order and nothing is lost', () => {
  fc.assert(
    fc.property(
      anyText,
      fc.nat(),
      fc.nat(),
      fc.constantFrom('new', '', '- x', '```', '> q', '    c', 'a\n\nb'),
      (any, from, length, put) => {
        const { markdown, blocks } = printText(any)
        const lines = markdown.split('\n')
        const at = from % (lines.length + 1)
        const saved = [...lines.slice(0, at), put, ...lines.slice(at + (length % 4))].join('\n')
        const edit = editText(any, saved)
        const kept = edit.blocks.flatMap(block =>
          block.kind === 'kept' ? [any.blocks.findIndex(({ origin }) => origin === block.origin)] : [],
        )
        expect(kept).toEqual(kept.toSorted((one, other) => one - other))
        for (const [index, { start, end }] of blocks.entries()) if (start === end) expect(kept).toContain(index)
        const whole = edit.blocks.map(block => {
          if (block.kind === 'changed') return block.markdown
          const { start, end } = blocks[any.blocks.findIndex(({ origin }) => origin === block.origin)]!
          return markdown.slice(start, end)
        })
        const withoutBlankLines = (value: string) =>
          value
            .split('\n')
            .filter(line => line.trim())
            .join('\n')
        expect(withoutBlankLines(whole.join('\n'))).toBe(withoutBlankLines(edit.markdown))
        expect(tornBlocks(edit.markdown, whole.filter(Boolean))).toEqual([])
        const was = edit.blocks.flatMap(block =>
          block.kind === 'changed' ? block.was.map(({ origin }) => origin) : [],
        )
        expect(new Set([...was, ...kept.map(index => any.blocks[index]!.origin)]).size).toBe(was.length + kept.length)
      },
    ),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 300) },
  )
})

test('of any text: one changed word leaves all other blocks', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const blocks = [...before.blocks, { markdown: [paragraph('needle')], origin: 'needle' }, ...after.blocks]
      const whole: Text = { format: 'adf', blocks: blocks.map((block, at) => ({ ...block, origin: at })) }
      const edit = editText(whole, printText(whole).markdown.replace('needle', 'thread'))
      expect(edit.blocks.flatMap(block => (block.kind === 'kept' ? [] : [block.was.length]))).toEqual([1])
      expect(edit.blocks).toHaveLength(blocks.length)
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 300) },
  )
})

test('large texts take time in proportion', () => {
  const large = nodesText(
    ...Array.from({ length: 2000 }, (_, at) => [paragraph(`Paragraph ${at} with some words in it.`)]),
  )
  const { markdown } = printText(large)
  expect(editText(large, `\`\`\`\n\n${markdown}`).blocks).toHaveLength(1)
  expect(editText(large, markdown.replaceAll(/\d0 with/g, 'changed')).blocks).toHaveLength(2000)
  const blanks = `a${' '.repeat(200_000)}b\n`
  expect(textChange(`${blanks}x \ny`, `${blanks}x\nz`)).toEqual({ from: `${blanks}x \ny`, to: `${blanks}x \nz` })
})
