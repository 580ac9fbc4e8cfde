import type { Nodes, RootContent } from 'mdast'

type Shape = readonly unknown[]
type Run = readonly [marks: string, text: string]

/**
 * What a text says, whatever the way it is said: texts with equal outlines look the same. Positions, the nesting of
 * marks, and the two kinds of line ends make no difference.
 */
export function outlineOf(nodes: readonly RootContent[]): string {
  return JSON.stringify(flow(nodes))
}

const PHRASING = new Set(['text', 'emphasis', 'strong', 'delete', 'inlineCode', 'break', 'image', 'link'])

/** Loose phrasing is a paragraph. */
function flow(nodes: readonly Nodes[]): readonly Shape[] {
  const shapes: Shape[] = []
  let loose: Nodes[] = []
  const wrap = () => {
    if (loose.length > 0) addParagraph(loose)
    loose = []
  }
  for (const node of nodes) {
    if (PHRASING.has(node.type)) {
      loose.push(node)
      continue
    }
    wrap()
    if (node.type === 'paragraph') addParagraph(node.children)
    else if (node.type === 'blockquote') addQuote(flow(node.children))
    else shapes.push(shapeOf(node))
  }
  wrap()
  return shapes

  /** Quotes that follow each other are one. */
  function addQuote(quoted: readonly Shape[]): void {
    const last = shapes.at(-1)
    if (last?.[0] === 'blockquote') shapes[shapes.length - 1] = ['blockquote', ...last.slice(1), ...quoted]
    else shapes.push(['blockquote', ...quoted])
  }

  function addParagraph(children: readonly Nodes[]): void {
    const runs = runsOf(children)
    if (runs.length > 0) shapes.push(['paragraph', runs])
  }
}

function shapeOf(node: Nodes): Shape {
  switch (node.type) {
    case 'heading':
      return ['heading', node.depth, runsOf(node.children)]
    case 'list':
      return [
        'list',
        node.ordered ? (node.start ?? 1) : 0,
        node.children.map(item => [item.checked ?? null, flow(item.children)]),
      ]
    case 'code':
      return ['code', node.lang ?? '', node.meta ?? '', node.value]
    case 'table': {
      const rows = node.children.map(row => row.children.map(cell => runsOf(cell.children)))
      const columns = 1 + Math.max(...rows.map(row => row.findLastIndex(cell => cell.length > 0)))
      const whole = rows.map(row => Array.from({ length: columns }, (_, column) => row[column] ?? []))
      return ['table', Array.from({ length: columns }, (_, column) => node.align?.[column] ?? null), whole]
    }
    case 'thematicBreak':
      return ['thematicBreak']
    default:
      return [node.type, 'value' in node ? node.value : JSON.stringify(node)]
  }
}

/** Pieces of text with the marks that they carry. */
function runsOf(nodes: readonly Nodes[]): readonly Run[] {
  const runs: [string, string][] = []
  for (const node of nodes) add(node, [])
  const text = runs.map(([marks, value]): [string, string] => [marks, value])
  trim(text)
  return text.filter(([, value]) => value !== '')

  function add(node: Nodes, marks: readonly string[]): void {
    if (node.type === 'text') push(marks, node.value.replaceAll(/[ \t]*\n[ \t]*/g, '\n').replaceAll(/[ \t]+/g, ' '))
    else if (node.type === 'break') push(marks, '\n')
    else if (node.type === 'inlineCode') push([...marks, 'code'], node.value)
    else if (node.type === 'image') push([...marks, 'image'], JSON.stringify([node.url, node.alt ?? '', titleOf(node)]))
    else if (node.type === 'link') {
      const own = isBare(node.url, plainOf(node)) ? [] : [JSON.stringify(['link', node.url, node.title ?? ''])]
      for (const child of node.children) add(child, [...marks, ...own])
    } else if ('children' in node) for (const child of node.children) add(child, [...marks, node.type])
    else push([...marks, node.type], 'value' in node ? node.value : JSON.stringify(node))
  }

  function push(marks: readonly string[], value: string): void {
    const key = [...new Set(marks)].toSorted().join(' ')
    const last = runs.at(-1)
    if (last?.[0] === key) last[1] += value
    else if (value !== '') runs.push([key, value])
  }
}

/** Space at the ends, and around line ends, is not seen. */
function trim(runs: [string, string][]): void {
  for (let at = 0; at < runs.length; at += 1) {
    const [run, before, after] = [runs[at]!, runs[at - 1], runs[at + 1]]
    if (/code|image/.test(run[0])) continue
    if (before === undefined || before[1].endsWith('\n')) run[1] = run[1].replace(/^[ \t]+/, '')
    if (after === undefined || /^[ \t]*\n/.test(after[1])) run[1] = run[1].replace(/[ \t]+$/, '')
    run[1] = run[1].replaceAll(/[ \t]*\n[ \t]*/g, '\n')
  }
  if (runs.length > 0) runs[0]![1] = runs[0]![1].replace(/^\s+/, '')
  if (runs.length > 0) runs.at(-1)![1] = runs.at(-1)![1].replace(/\s+$/, '')
}

/** A title that repeats the text says nothing. */
function titleOf({
  alt,
  title,
}: {
  readonly alt?: string | null | undefined
  readonly title?: string | null | undefined
}): string {
  return title && title !== alt ? title : ''
}

/** Whether a link is an address that became one by itself. */
export function isBare(url: string, text: string): boolean {
  return [text, `http://${text}`, `mailto:${text}`].includes(url)
}

/** The text in a node. */
export function plainOf(node: Nodes): string {
  if ('value' in node) return node.value
  return 'children' in node ? node.children.map(plainOf).join('') : ''
}
