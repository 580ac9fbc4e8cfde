import { type InlineRule, textNode } from './inline-source.ts'
import { characterBefore, isWord } from './word-boundary.ts'

/** Where an address ends: white space, quotes, brackets and bars. */
const address = /(?:[a-z]{2,8}:\/\/|www\.|mailto:)[^\s<>"{}|\\^`[\]]+/iy

/** An address in the middle of text, without the punctuation behind it. */
export const url: InlineRule = ({ text, to, inLink }, at) => {
  if (isWord(characterBefore(text, at))) return undefined
  address.lastIndex = at
  const match = address.exec(text)
  if (!match) return undefined
  const found = match[0].slice(0, to - at)
  const value = found.slice(0, trimmedLength(found))
  const prefix = /^(?:\w+:\/\/|www\.|mailto:)/i.exec(value)
  if (!prefix || prefix[0].length === value.length) return undefined
  if (inLink) return { nodes: [textNode(value)], end: at + value.length }
  const target = value.toLowerCase().startsWith('www.') ? `http://${value}` : value
  return {
    nodes: [{ type: 'link', url: target, title: null, children: [textNode(value) as never] }],
    end: at + value.length,
  }
}

/** Without trailing punctuation; a closing parenthesis stays where the address opened one. */
export function trimmedLength(found: string): number {
  let opened = 0
  for (const character of found) if (character === '(') opened++
  for (const character of found) if (character === ')') opened--
  let end = found.length
  while (end > 0 && /[.,;:!?'*_~+)-]/.test(found[end - 1]!)) {
    if (found[end - 1] === ')') {
      if (opened >= 0) break
      opened++
    }
    end--
  }
  return end
}

const localPart = /[\w.+-]{1,64}$/
const domain = /@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,24}(?![\p{L}\p{N}_-])/iuy

/** The mail address around the at sign at `at`: how much of the text from `from` on belongs to it, and its end. */
export function mailAddress(text: string, from: number, at: number, to: number) {
  const local = localPart.exec(text.slice(Math.max(from, at - 64), at))?.[0]
  if (local === undefined || !/^\w/.test(local)) return undefined
  if (isWord(characterBefore(text, at - local.length))) return undefined
  domain.lastIndex = at
  const match = domain.exec(text)
  if (!match || at + match[0].length > to) return undefined
  return { local, end: at + match[0].length }
}
