/**
 * Whether two texts have the same letters and digits: a tracker may have sent a text back in a form of its own, with other
 * spaces, quotes or marks.
 */
export function alike(one: string, other: string): boolean {
  const [left, right] = [lettersOf(one), lettersOf(other)]
  return left === right && (left !== '' || one.trim() === other.trim())
}

function lettersOf(text: string): string {
  return text.normalize('NFC').replaceAll(/[^\p{L}\p{N}]+/gu, '')
}
