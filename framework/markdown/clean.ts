const unwanted = /[\0-\x08\x0b-\x1f\x7f-\x9f]/
const eachUnwanted = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g
const lineUnwanted = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/
const eachBreak = /[\t-\r\x85\u2028\u2029]+/g
const eachLineUnwanted = /[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Text of several lines that is safe to show in a terminal: line ends are LF, control characters are shown as their
 * pictures (U+2400 and on), what has none as U+FFFD, and so are halves of surrogate pairs.
 */
export function cleanText(value: string): string {
  const whole = value.isWellFormed() ? value : value.toWellFormed()
  if (!unwanted.test(whole)) return whole
  const lines = whole.includes('\r') ? whole.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : whole
  return lines.replace(eachUnwanted, picture)
}

/** A title or a name: one line, without control characters and without marks that change the writing direction. */
export function cleanLine(value: string): string {
  const whole = value.isWellFormed() ? value : value.toWellFormed()
  if (!lineUnwanted.test(whole)) return whole.trim()
  return whole.replace(eachBreak, ' ').replace(eachLineUnwanted, '').trim()
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  if (code < 32) return String.fromCharCode(0x2400 + code)
  return code === 127 ? '\u2421' : '\ufffd'
}
