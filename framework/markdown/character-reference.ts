const whole = /&(?:#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z][A-Za-z\d]{0,31});/y
const open = /&(?:#[xX]?[\da-fA-F]{0,7}|[A-Za-z\d]{0,32})$/y
const continuation = /^[A-Za-z\d#;]/

/** Whether the ampersand at `index` starts a character reference, or could with what comes after the text. */
export function mayBeReference(value: string, index: number, after: string): boolean {
  whole.lastIndex = index
  if (whole.test(value)) return true
  if (!continuation.test(after)) return false
  open.lastIndex = index
  return open.test(value)
}
