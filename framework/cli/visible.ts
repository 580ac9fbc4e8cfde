/**
 * Text that is safe to print on a terminal: control characters, line separators and marks that turn the direction of
 * text are spelled as `\u001b`, which is also right inside JSON. Line ends and tabs stay.
 */
export function visible(text: string): string {
  return text.replaceAll(dangerous, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const dangerous = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g
