/**
 * File names that are safe everywhere and read back to what they were.
 *
 * Whatever some file system refuses becomes `%XX`, one per UTF-8 byte, and `%` itself `%25`. Names are NFC.
 */

const forbidden =
  /[\u0000-\u001f\u007f-\u009f%/:*?"<>|\\\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i
const most = 255

/** What stands for an empty name. */
const nothing = '%00%'

/**
 * A file name for `value`; `unescapeName` gives `value` back unless the name was longer than 255 bytes.
 *
 * @example
 * fileName('Crash: what?') // 'Crash%3A what%3F'
 */
export function escapeName(value: string): string {
  if (value === '') return nothing
  let name = value.replace(forbidden, escapeCharacter)
  if (name.normalize('NFC') !== name) name = name.replace(/[^\u0000-\u007f]/gu, escapeCharacter)
  if (device.test(name)) name = escapeCharacter(name[0]!) + name.slice(1)
  if (name === '.' || name === '..') return name.replaceAll('.', '%2E')
  name = name.replace(/[. ]$/, escapeCharacter)
  return Buffer.byteLength(name) <= most ? name : shorten(name)
}

/** The value a name was made from. Names that are not ours come back as they are. */
export function unescapeName(name: string): string {
  if (!name.includes('%')) return name
  if (name === nothing) return ''
  const plain = name.replace(twin, '')
  return plain.replace(/(?:%[0-9A-F]{2})+/g, decode)
}

/**
 * Another name for the same value, for a folder that has one which differs in case only:
 * a mark before the extension that says which letters are capitals.
 */
export function twinName(name: string): string {
  const dot = name.lastIndexOf('.')
  const stem = dot > 0 ? name.slice(0, dot) : name
  const capitals = [...stem].map(letter => (letter === letter.toLowerCase() ? '0' : '1')).join('')
  const mark = BigInt(`0b1${capitals}`).toString(16)
  return fit(`${stem}%=${mark}`, name.slice(stem.length))
}

/** The name that a twin stands for; every other name as it is. */
export function plainName(name: string): string {
  return name.replace(twin, '')
}

/** Names that differ in case only have equal folds. */
export function foldName(name: string): string {
  return name.toLowerCase()
}

const twin = /%=[0-9a-f]+(?=\.[^.]*$|$)/

function decode(bytes: string): string {
  const buffer = Buffer.from(bytes.replaceAll('%', ''), 'hex')
  return surrogate(buffer) ?? buffer.toString('utf8')
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0)
  const lone = character.length === 1 && code >= 0xd800 && code <= 0xdfff
  const bytes = lone
    ? [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
    : [...Buffer.from(character)]
  return bytes.map(byte => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

/** A lone surrogate is written as the three bytes that UTF-8 would have for it. */
function surrogate(bytes: Buffer): string | undefined {
  if (!bytes.some((byte, at) => byte === 0xed && (bytes[at + 1] ?? 0) >= 0xa0)) return undefined
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at]!
    const length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    const part = bytes.subarray(at, at + length)
    text +=
      first === 0xed && (part[1] ?? 0) >= 0xa0
        ? String.fromCharCode(((first & 0x0f) << 12) | ((part[1]! & 0x3f) << 6) | (part[2]! & 0x3f))
        : part.toString('utf8')
    at += length
  }
  return text
}

/** Too long a name keeps its beginning and its ending; a hash between them keeps it apart from others. */
function shorten(name: string): string {
  const dot = name.lastIndexOf('.')
  const ending = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : ''
  return fit(`${name}`, `%~${hash(name)}${ending}`)
}

function fit(stem: string, ending: string): string {
  let kept = stem
  while (Buffer.byteLength(kept + ending) > most) kept = cut(kept)
  return kept + ending
}

/** One character less, never half of one or of an escape. */
function cut(text: string): string {
  const shorter = Array.from(text.slice(-2)).length === 1 ? text.slice(0, -2) : text.slice(0, -1)
  return shorter.replace(/%[0-9A-F]?$/, '')
}

/** FNV-1a with 64 bits: names are kept apart, nothing is proved. */
function hash(text: string): string {
  let value = 0xcbf29ce484222325n
  for (const byte of Buffer.from(text)) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n)
  return value.toString(16).padStart(16, '0')
}
