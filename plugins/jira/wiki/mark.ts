import type { PhrasingContent } from 'mdast'
import { tagged } from '../markup/carrier.ts'
import { textNode } from './inline-source.ts'
import { isLineBreak } from './tidy.ts'
import { characterAt, characterBefore, isWord } from './word-boundary.ts'

/** The characters that open and close a mark. */
export type MarkSign = '*' | '_' | '-' | '+' | '^' | '~' | '??'

const builders: Readonly<Record<MarkSign, (children: PhrasingContent[]) => PhrasingContent[]>> = {
  '*': children => [{ type: 'strong', children }],
  _: children => [{ type: 'emphasis', children }],
  '-': children => [{ type: 'delete', children }],
  '+': children => tagged('u', undefined, children),
  '^': children => tagged('sup', undefined, children),
  '~': children => tagged('sub', undefined, children),
  '??': children => tagged('cite', undefined, children),
}

/** Children under a mark. White space and breaks at the edges come out of it; a mark over nothing else is none. */
export function mark(sign: MarkSign, children: readonly PhrasingContent[]): PhrasingContent[] {
  const inside = [...children]
  const before: PhrasingContent[] = []
  const after: PhrasingContent[] = []
  while (inside.length > 0 && isSpace(inside[0]!)) before.push(inside.shift()!)
  while (inside.length > 0 && isSpace(inside.at(-1)!)) after.unshift(inside.pop()!)
  if (inside.length === 0) return before
  const [first] = inside
  if (first?.type === 'text') {
    const value = first.value.trimStart()
    if (value !== first.value) before.push(textNode(first.value.slice(0, first.value.length - value.length)))
    inside[0] = textNode(value)
  }
  const last = inside.at(-1)
  if (last?.type === 'text') {
    const value = last.value.trimEnd()
    if (value !== last.value) after.unshift(textNode(last.value.slice(value.length)))
    inside[inside.length - 1] = textNode(value)
  }
  return [...before, ...builders[sign](inside), ...after]
}

function isSpace(node: PhrasingContent): boolean {
  return isLineBreak(node) || (node.type === 'text' && node.value.trim() === '')
}

/** A sign where it stands. `forced` is Jira's form for the middle of a word: `{*}`. */
export interface MarkToken {
  readonly sign: MarkSign
  readonly opens: boolean
  readonly closes: boolean
  readonly end: number
}

const signs = /\{(\*|_|-|\+|\^|~|\?\?)\}|\*|_|-|\+|\^|~|\?\?/y

/**
 * The mark sign at `at`, if one stands there.
 *
 * Jira's rule: it opens when no letter or digit stands before it and no space behind it; it closes when no space stands
 * before it and no letter or digit behind it. Two of the same sign side by side are neither, so that `--` stays.
 */
export function markAt(text: string, at: number, from: number, to: number): MarkToken | undefined {
  signs.lastIndex = at
  const match = signs.exec(text)
  if (!match || signs.lastIndex > to) return undefined
  const end = signs.lastIndex
  if (match[1]) return { sign: match[1] as MarkSign, opens: true, closes: true, end }
  const sign = match[0] as MarkSign
  const before = characterBefore(text, at, from)
  const after = characterAt(text, end, to)
  if (before === sign[0] || after === sign[0]) return undefined
  return {
    sign,
    opens: !isWord(before) && after.trim() !== '',
    closes: before.trim() !== '' && !isWord(after),
    end,
  }
}
