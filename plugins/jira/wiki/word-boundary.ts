const word = /[\p{L}\p{Nd}]/u

/** Whether a character is a letter or a digit, of any script. */
export function isWord(character: string): boolean {
  return word.test(character)
}

/** The character before `at`, a surrogate pair as one. At `from`, the start of what is read, there is a space. */
export function characterBefore(text: string, at: number, from = 0): string {
  if (at <= from) return ' '
  const pair = /[\uDC00-\uDFFF]/.test(text[at - 1]!) && at - 2 >= from
  return text.slice(pair ? at - 2 : at - 1, at)
}

/** The character at `at`, a surrogate pair as one; a space at the end. */
export function characterAt(text: string, at: number, to: number): string {
  return at < to ? String.fromCodePoint(text.codePointAt(at)!) : ' '
}
