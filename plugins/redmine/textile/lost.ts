import { htmlOf } from './convert.ts'
import { isRead } from './index.ts'
import { splitBlocks } from './split.ts'

type Node = {
  readonly type: string
  readonly tagName?: string
  readonly properties?: object
  readonly children?: unknown[]
}

const TAGS: Readonly<Record<string, string>> = {
  ins: 'underlined text (+…+)',
  sup: 'superscript (^…^)',
  sub: 'subscript (~…~)',
  span: 'a span (%…%)',
  cite: 'a citation (??…??)',
  dl: 'a list of definitions',
}

const ATTRIBUTES: Readonly<Record<string, string>> = {
  colSpan: 'joined cells',
  rowSpan: 'joined cells',
  start: 'a list that goes on',
}

/** What a text says that Markdown does not show, in words, each once. */
export function lostMarks(source: string): readonly string[] {
  const found = new Set<string>()
  for (const { kind, text } of splitBlocks(source.replaceAll(/\r\n?/g, '\n'))) {
    if (kind === 'text' && isRead(text)) look(htmlOf(text) as Node | undefined)
  }
  return [...found]

  function look(node: Node | undefined): void {
    if (node === undefined) return
    const { tagName = '', properties = {}, children = [] } = node
    if (TAGS[tagName] !== undefined) found.add(TAGS[tagName])
    for (const [name, value] of Object.entries(properties)) {
      if (isShown(tagName, name) || value === undefined) continue
      found.add(ATTRIBUTES[name] ?? `a class, a style or the like (${[value].flat().join(' ')})`)
    }
    for (const child of children) look(child as Node)
  }
}

function isShown(tag: string, name: string): boolean {
  return ['href', 'title', 'src', 'alt'].includes(name) || (tag === 'code' && name === 'className')
}
