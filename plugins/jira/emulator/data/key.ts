/** The project part of an issue key; keys hold one hyphen. */
export function projectOf(key: string): string {
  return key.slice(0, key.lastIndexOf('-'))
}

/** The number part of an issue key. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1))
}
