const atxHeading = /#{1,6}(?:[ \t\n]|$)/y
const orderedItem = /\d{1,9}[.)](?=[ \t\n]|$)/y
const ruleOrDelimiterRow = /[-:|+ \t]+(?:\n|$)/y
const setextUnderline = /=+[ \t]*(?:\n|$)/y
const harmlessLabel = /\[[^[\]\n\\]+\](?=[^:])/y
const checkbox = /\[[ \txX]\]/y

/**
 * The character to escape so that the line at `index` starts no block: no heading, quote, list, rule, table, fence,
 * definition or checkbox. -1 when there is none.
 *
 * @param item whether it is in a list item, where `[x]` is a checkbox
 */
export function blockStart(value: string, index: number, item: boolean): number {
  const code = value.charCodeAt(index)
  switch (code) {
    case 35: // #
      return matches(atxHeading, value, index) ? index : -1
    case 42: // *
    case 62: // >
    case 95: // _
    case 96: // `
    case 126: // ~
      return index
    case 43: // +
      return isSpaceOrEnd(value, index + 1) ? index : -1
    case 45: // -
      return isSpaceOrEnd(value, index + 1) || matches(ruleOrDelimiterRow, value, index) ? index : -1
    case 58: // :
    case 124: // |
      return matches(ruleOrDelimiterRow, value, index) ? index : -1
    case 61: // =
      return matches(setextUnderline, value, index) ? index : -1
    case 91: // [
      return matches(harmlessLabel, value, index) && !(item && matches(checkbox, value, index)) ? -1 : index
  }
  if (code >= 48 && code <= 57 && matches(orderedItem, value, index)) return orderedItem.lastIndex - 1
  return -1
}

function isSpaceOrEnd(value: string, index: number): boolean {
  const code = value.charCodeAt(index)
  return index >= value.length || code === 32 || code === 9 || code === 10
}

function matches(pattern: RegExp, value: string, index: number): boolean {
  pattern.lastIndex = index
  return pattern.test(value)
}
