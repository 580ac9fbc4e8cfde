import { type MacroTag, macroTagAt } from './macro-tag.ts'
import { firstAtLeast, type Occurrences } from './occurrences.ts'

/** A macro with its body, from its opening tag to the end of its closing tag. */
export interface MacroSpan {
  /** `fence` is a Markdown fence, typed by mistake or by habit. */
  readonly kind: 'code' | 'raw' | 'rich' | 'fence'
  readonly name: string
  /** Of a fence: what follows the backticks. */
  readonly parameters: string
  readonly start: number
  readonly bodyStart: number
  readonly bodyEnd: number
  readonly end: number
}

/** The outermost macros of a text, in order, and the colour tags that stand outside them and have their partner. */
export interface Spans {
  readonly all: readonly MacroSpan[]
  readonly colors: ReadonlyMap<number, MacroTag>
  /** The first macro that starts at or after `from`. */
  next(from: number): MacroSpan | undefined
}

interface Opened {
  readonly tag: MacroTag
  readonly start: number
  /** How many macros were found before it: those after it lie inside. */
  readonly before: number
}

const interesting = /\\|\{\{|\{|^[ \t]{0,8}```/gm
const fenceInfo = /`{3,}[ \t]*([\w+#.-]*)[ \t]*\n/y

/** Finds them in one pass. `find` answers for the same text. */
export function findSpans(text: string, find: (pattern: RegExp) => Occurrences): Spans {
  const all: MacroSpan[] = []
  const open: Opened[] = []
  const colors: { readonly at: number; readonly tag: MacroTag }[] = []
  interesting.lastIndex = 0
  for (let match = interesting.exec(text); match; match = interesting.exec(text)) {
    const at = match.index
    const resume = step(match[0], at)
    interesting.lastIndex = resume
  }
  const next = (from: number) => all[firstAtLeast(all.length, index => all[index]!.start, from)]
  return { all, next, colors: pairColors(colors, all) }

  /** Takes what starts at `at`; the answer is where to go on. */
  function step(found: string, at: number): number {
    if (found === '\\') return at + 2
    if (found === '{{') {
      const close = find(/\}\}/g).next(at + 2)
      return close < find(/\n/g).next(at) ? close + 2 : at + 1
    }
    if (found !== '{') return fence(at, at + found.length - 3)
    const tag = macroTagAt(text, at)
    if (!tag?.kind) return at + 1
    if (tag.kind === 'color') colors.push({ at, tag })
    else if (tag.kind === 'rich') rich(at, tag)
    else return opaque(at, tag, tag.kind)
    return tag.end
  }

  function fence(start: number, ticks: number): number {
    fenceInfo.lastIndex = ticks
    const info = fenceInfo.exec(text)
    if (!info) return ticks + 3
    const bodyStart = fenceInfo.lastIndex
    const close = find(/^[ \t]{0,8}```[ \t]*$/gm).next(bodyStart)
    if (close === Number.POSITIVE_INFINITY) return ticks + 3
    const end = Math.min(find(/\n/g).next(close), text.length)
    all.push({ kind: 'fence', name: 'fence', parameters: info[1]!, start, bodyStart, bodyEnd: close, end })
    return end
  }

  function opaque(start: number, tag: MacroTag, kind: 'code' | 'raw'): number {
    const { name, parameters = '', end: bodyStart } = tag
    const close = find(closing(name)).next(bodyStart)
    if (close !== Number.POSITIVE_INFINITY) {
      const end = close + name.length + 2
      all.push({ kind, name, parameters, start, bodyStart, bodyEnd: close, end })
      return end
    }
    // Never closed: alone on its line it still means what follows, elsewhere it is text.
    const lineEnd = find(/\n/g).next(bodyStart)
    const first = /(?:^|\n)[ \t]*$/.test(start > 80 ? `x${text.slice(start - 80, start)}` : text.slice(0, start))
    const alone = first && lineEnd < text.length && text.slice(bodyStart, lineEnd).trim() === ''
    if (kind !== 'code' || open.length > 0 || !alone || text.slice(lineEnd).trim() === '') return bodyStart
    all.push({ kind, name, parameters, start, bodyStart, bodyEnd: text.length, end: text.length })
    return text.length
  }

  function rich(at: number, tag: MacroTag): void {
    const opener = tag.parameters === undefined ? open.findLastIndex(one => one.tag.name === tag.name) : -1
    const opened = open[opener]
    if (!opened) {
      // Below this depth nothing is read apart; a stack without end would be searched again and again.
      if (open.length < 64) open.push({ tag, start: at, before: all.length })
      return
    }
    open.length = opener
    all.length = opened.before
    const { start, tag: first } = opened
    const body = { bodyStart: first.end, bodyEnd: at }
    all.push({ kind: 'rich', name: tag.name, parameters: first.parameters ?? '', start, ...body, end: tag.end })
  }
}

const closings: Readonly<Record<string, RegExp>> = {
  code: /\{code\}/gi,
  noformat: /\{noformat\}/gi,
  html: /\{html\}/gi,
  csv: /\{csv\}/gi,
  latex: /\{latex\}/gi,
  chart: /\{chart\}/gi,
}

function closing(name: string): RegExp {
  return closings[name]!
}

/** Colour tags in pairs, by the place where they start. Those inside macros belong to the macro's own text. */
function pairColors(
  found: readonly { readonly at: number; readonly tag: MacroTag }[],
  spans: readonly MacroSpan[],
): ReadonlyMap<number, MacroTag> {
  const pairs = new Map<number, MacroTag>()
  const open: (typeof found)[number][] = []
  let span = 0
  for (const one of found) {
    while (span < spans.length && spans[span]!.end <= one.at) span++
    const inside = span < spans.length && spans[span]!.start <= one.at
    if (inside) continue
    if (one.tag.parameters) open.push(one)
    else {
      const opened = open.pop()
      if (!opened) continue
      pairs.set(opened.at, opened.tag)
      pairs.set(one.at, one.tag)
    }
  }
  return pairs
}
