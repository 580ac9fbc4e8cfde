const domain = /[\w.-]*/y
const marker = /[*_~]/

/**
 * Whether the `@` at `at` belongs to an address that touches a marker of emphasis outside this text: a reader would
 * take an underscore there for a part of the address.
 */
export function isGluedEmail(value: string, at: number, before: string, after: string): boolean {
  if (marker.test(after.charAt(0))) {
    domain.lastIndex = at + 1
    if (domain.test(value) && domain.lastIndex === value.length) return true
  }
  return marker.test(before.charAt(before.length - 1)) && /^[\w.+-]*$/.test(value.slice(0, at))
}

/** Whether a marker of emphasis stands right before or after a text. */
export function touchesMarker(before: string, after: string): boolean {
  return marker.test(before.charAt(before.length - 1)) || marker.test(after.charAt(0))
}
