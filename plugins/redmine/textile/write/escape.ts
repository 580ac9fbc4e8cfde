/**
 * How much of a text is escaped, in the order in which it is tried: `<` before a mark, from where on Redmine would take
 * all for a tag, and `|` at the start of a line, for a table; nothing; also what would be read as a character reference;
 * also what would begin or end marks; everything that can mean something.
 */
export const CAUTIONS = ['tags', 'none', 'references', 'marks', 'all'] as const
export type Caution = (typeof CAUTIONS)[number]

const TAG = /<(?=$|[*_@+^%~?!"-])|(?<=^[ \t]*)\|/gm
const REFERENCE = /&(?=[a-z]{2,8};|#\d{1,7};|#x[\da-f]{1,6};)/gi
const MARK = /[*_+^~%@?!"=|-]/g
const ANY = /[*_+^~%@?!"=|\-#[\]{}<>()\\:&']/g
/** What makes a line a list item, a heading, a quote, … */
const SIGNATURE = /^([ \t]*)([#*\->]+|[a-z]+\d*[^\s.]{0,20}\.)(?=\s|:|$|\.)/gm

/** Text as Textile. What is escaped becomes a numeric character reference, which Redmine leaves alone. */
export function escapeText(text: string, caution: Caution): string {
  if (caution === 'none') return text
  if (caution === 'all') return escapeSignatures(text.replaceAll(ANY, reference))
  if (caution === 'tags') return text.replaceAll(TAG, reference)
  const safe = text.replaceAll(REFERENCE, '&amp;').replaceAll(TAG, reference)
  if (caution === 'references') return safe
  return escapeSignatures(safe.replaceAll(MARK, (mark, at: number) => (isAlone(safe, at) ? mark : reference(mark))))
}

function escapeSignatures(text: string): string {
  return text.replaceAll(SIGNATURE, (_, space: string, signature: string) => {
    const last = signature.at(-1)!
    return space + signature.slice(0, -1) + reference(last)
  })
}

/** Whether a mark stands between two letters or between two spaces, where it is none. */
function isAlone(text: string, at: number): boolean {
  const around = `${text[at - 1] ?? ' '}${text[at + 1] ?? ' '}`
  return /^(?:\s\s|[\p{L}\p{N}]{2})$/u.test(around)
}

function reference(character: string): string {
  return character === '<' ? '&lt;' : `&#${character.charCodeAt(0)};`
}
