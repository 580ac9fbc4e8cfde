import type { PhrasingContent } from 'mdast'
import { backslash } from './backslash.ts'
import { braces } from './braces.ts'
import { image } from './image.ts'
import { inlineLine } from './inline-line.ts'
import type { InlineRule, InlineSource } from './inline-source.ts'
import { link } from './link.ts'
import { markAt } from './mark.ts'
import { backticks } from './monospace.ts'
import { tidy } from './tidy.ts'
import { mailAddress, url } from './url.ts'

/** Whatever may begin something. Bars and brackets are among them only to keep a search inside its range. */
const special = /[\\{[\]!`\n|*_\-+^~@]|\?\?|(?:https?|ftps?|sftp|file|ssh|git|svn):\/\/|www\.|mailto:/gi

const rules: Readonly<Record<string, InlineRule>> = {
  '\\': backslash,
  '{': braces,
  '[': link,
  '!': image,
  '`': backticks,
}

/** Reads from `from` to the end of the source's range, in one pass. Nothing that is not understood is dropped. */
export function readInline(source: InlineSource, from: number): PhrasingContent[] {
  const { text, to } = source
  const line = inlineLine()
  let at = from
  /** From here on the text is as it was written. */
  let plainFrom = from
  while (at < to) {
    special.lastIndex = at
    const match = special.exec(text)
    if (!match || match.index >= to) break
    line.text(text.slice(at, match.index))
    at = step(match[0], match.index)
  }
  if (at < to) line.text(text.slice(at, to))
  return tidy(line.nodes())

  /** Takes what starts at `here`; the answer is where to go on. */
  function step(found: string, here: number): number {
    if (found === '\n') return newLine(here)
    if (found === '@') return mail(here)
    const rule = found.length > 2 ? url : rules[found]
    const taken = rule?.(source, here)
    if (taken && taken.end <= to) {
      line.push(taken.nodes)
      plainFrom = taken.end
      return taken.end
    }
    const token = markAt(text, here, from, to)
    const end = token?.end ?? here + 1
    const raw = text.slice(here, end)
    if (!token) line.text(raw)
    else if (line.mark(token, raw) === 'mark') plainFrom = end
    return end
  }

  function newLine(here: number): number {
    line.endLine()
    line.push([source.lineBreak === 'tag' ? { type: 'html', value: '<br>' } : { type: 'break' }])
    plainFrom = here + 1
    return plainFrom
  }

  function mail(here: number): number {
    const found = source.inLink ? undefined : mailAddress(text, plainFrom, here, to)
    if (!found) {
      line.text('@')
      return here + 1
    }
    line.takeBack(found.local.length)
    const address = found.local + text.slice(here, found.end)
    line.push([{ type: 'link', url: `mailto:${address}`, title: null, children: [{ type: 'text', value: address }] }])
    plainFrom = found.end
    return plainFrom
  }
}
