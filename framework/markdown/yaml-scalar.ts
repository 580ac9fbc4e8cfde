/** Where a scalar stands: alone on its line, or in `[a, b]` and in keys, where commas and colons mean more. */
export type ScalarPlace = 'block' | 'flow'

const plainBlock = /^[\p{L}\p{N}(/_$^][^\p{C}\p{Z}]*(?: +[^\p{C}\p{Z}]+)*$/u
const unsafeBlock = /:(?: |$)| #/
const unsafeFlow = /[[\]{},:#?]/
const word = /^(?:null|true|false|yes|no|on|off|y|n)$/i
const number = /^\p{N}[\p{N}_.,:]*(?:e[-+]?[\p{N}_.]*)?$|^e[-+]?\p{N}+$|^0[xob][\da-f_]*$/iu
const date = /^\d{4}-\d\d?-\d\d?(?:$|[Tt \t])/
const isoTime = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d))?$/
const needsEscape = /["\\\p{C}\u2028\u2029\ufffe\uffff]/gu
const longest = 1_000_000

/**
 * A YAML scalar in one line: plain where YAML 1.1 and 1.2 read back the same string, else in double quotes.
 * Dates and times of ISO 8601 stay plain: YAML 1.2 reads them as strings.
 */
export function printScalar(value: string | number | boolean, place: ScalarPlace): string {
  if (typeof value === 'number') return printNumber(value)
  if (typeof value === 'boolean') return String(value)
  return isPlain(value, place) ? value : quote(value.toWellFormed())
}

function printNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  return String(value)
}

/** Whether YAML 1.1 and 1.2 read a text without quotes as that same text. */
export function isPlain(value: string, place: ScalarPlace): boolean {
  if (isoTime.test(value)) return place === 'block' || !value.includes(':')
  return (
    value.length < longest &&
    plainBlock.test(value) &&
    !unsafeBlock.test(value) &&
    !(place === 'flow' && unsafeFlow.test(value)) &&
    !word.test(value) &&
    !number.test(value) &&
    !date.test(value)
  )
}

function quote(value: string): string {
  return `"${value.replace(needsEscape, escapeSequence)}"`
}

function escapeSequence(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`
  if (character === '\n') return '\\n'
  if (character === '\t') return '\\t'
  if (character === '\r') return '\\r'
  const code = character.codePointAt(0)!
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
