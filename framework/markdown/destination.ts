import type { ConstructName } from 'mdast-util-to-markdown'
import { isAsciiPunctuation } from './character.ts'
import { mayBeReference } from './character-reference.ts'

const plainLanguage = /^[A-Za-z\d+.#-]+$/
const special = /[\\&()|<]/

/**
 * Prints the URL of a link that needs no `<…>` with as few backslashes as that takes, and a language of code.
 *
 * @param value without spaces and control characters
 * @param stack the constructs it is in
 * @returns undefined for anything else
 */
export function printDestination(
  value: string | null | undefined,
  stack: readonly ConstructName[],
): string | undefined {
  const construct = stack.at(-1)
  if (!value || !construct) return undefined
  if (construct.startsWith('codeFencedLang')) return plainLanguage.test(value) ? value : undefined
  if (construct !== 'destinationRaw') return undefined
  if (!special.test(value)) return value
  const escapeParentheses = !isBalanced(value)
  const cell = stack.includes('tableCell')
  let result = ''
  for (let index = 0; index < value.length; index++) {
    const character = value.charAt(index)
    if (isUnsafe(value, index, character, escapeParentheses, cell)) result += '\\'
    result += character
  }
  return result
}

function isUnsafe(value: string, index: number, character: string, parentheses: boolean, cell: boolean): boolean {
  switch (character) {
    case '(':
    case ')':
      return parentheses
    case '\\':
      return index === value.length - 1 || isAsciiPunctuation(value.charCodeAt(index + 1))
    case '&':
      return mayBeReference(value, index, '')
    case '<':
      return index === 0
    case '|':
      return cell
    default:
      return false
  }
}

/** Whether each parenthesis has its partner, at most 20 deep (readers give up at 32). */
function isBalanced(value: string): boolean {
  let depth = 0
  for (const character of value) {
    if (character === '(' && ++depth > 20) return false
    if (character === ')' && --depth < 0) return false
  }
  return depth === 0
}
