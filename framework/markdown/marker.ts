/** What a heading of ours ends in. */
export type Marker =
  | { readonly kind: 'comments' }
  | { readonly kind: 'comment' | 'field'; readonly id: string | undefined; readonly heading: string }

const lookAlike = /(?<![^\n])\\*#{1,6}[ \t][^\n]*/g
const escaped = /(?<![^\n])\\+#{1,6}[ \t][^\n]*/g
const headingLine = /^#{1,6}[ \t]/
const commentsHeading = /^##[ \t]+Comments$/
const ending = /^<!--[ \t]*(comment|field)(?:[ \t]+(\S+))?[ \t]*-->$/
const anyEnding = /^<!--[ \t]*(?:comment|field)(?![^ \t-])/
const plainId = /^[\w.:~+@-]+$/

/**
 * Prints what marks a heading as ours.
 *
 * @param id any text; what could end the marker or reads as the mark of a new comment is percent-encoded
 */
export function printMarker(kind: 'comment' | 'field', id: string): string {
  return `<!-- ${kind} ${encodeId(id)} -->`
}

/** Reads a line; undefined when it is not a marker of ours. A comment without an id, or with `new`, is a new one. */
export function readMarker(line: string): Marker | undefined {
  if (!headingLine.test(line)) return undefined
  const whole = trimEnd(line)
  if (commentsHeading.test(whole)) return { kind: 'comments' }
  const at = whole.endsWith('-->') ? whole.lastIndexOf('<!--') : -1
  const match = at < 0 ? null : ending.exec(whole.slice(at))
  if (!match) return undefined
  const heading = whole.slice(0, at).replace(/^#+/, '').trim()
  const kind = match[1] as 'comment' | 'field'
  return { kind, id: match[2] === undefined || match[2] === 'new' ? undefined : decodeId(match[2]), heading }
}

/** Gives each line that looks like one of our markers one more backslash, so that a body cannot forge structure. */
export function escapeMarkers(text: string): string {
  if (!mayHold(text)) return text
  return text.replace(lookAlike, line => (looksLikeMarker(line) ? `\\${line}` : line))
}

/** Takes off what `escapeMarkers` gave. */
export function unescapeMarkers(text: string): string {
  if (!mayHold(text)) return text
  return text.replace(escaped, line => (looksLikeMarker(line) ? line.slice(1) : line))
}

/** Keeps a title from ending in a marker: each `<!--` gets a backslash after its `<`. */
export function escapeHeading(title: string): string {
  return title.includes('<') ? title.replace(/<(\\*)!--/g, '<\\$1!--') : title
}

/** Takes off what `escapeHeading` gave. */
export function unescapeHeading(title: string): string {
  return title.includes('<\\') ? title.replace(/<\\(\\*)!--/g, '<$1!--') : title
}

function mayHold(text: string): boolean {
  return text.includes('#') && (text.includes('Comments') || text.includes('-->'))
}

function looksLikeMarker(line: string): boolean {
  const whole = trimEnd(line.slice(line.indexOf('#')))
  if (commentsHeading.test(whole)) return true
  if (!whole.endsWith('-->')) return false
  const at = whole.lastIndexOf('<!--')
  return at >= 0 && anyEnding.test(whole.slice(at))
}

function trimEnd(line: string): string {
  let end = line.length
  while (end > 0 && (line.charCodeAt(end - 1) === 32 || line.charCodeAt(end - 1) === 9)) end--
  return line.slice(0, end)
}

function encodeId(id: string): string {
  if (plainId.test(id) && id !== 'new') return id
  if (id === 'new') return '%6Eew'
  return encodeURIComponent(id.toWellFormed()).replaceAll('--', '%2D%2D') || '%'
}

function decodeId(id: string): string {
  if (id === '%') return ''
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}
