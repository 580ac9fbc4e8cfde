/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9
}

/** One of A to Z, in either case. */
export function isAsciiLetter(code: number): boolean {
  const lower = code | 32
  return lower >= 97 && lower <= 122
}

/** What a backslash can escape. */
export function isAsciiPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  )
}

/** A numeric character reference. */
export function reference(code: number): string {
  return `&#x${code.toString(16).toUpperCase()};`
}
