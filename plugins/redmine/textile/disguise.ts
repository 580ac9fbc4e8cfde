/**
 * What the parser would take for HTML, or set in finer type than was written, is disguised as characters of the private
 * use area before it reads a text, and put back afterwards. Redmine does neither.
 */

/** First of the characters that are used. */
const BASE = 0xf400

/** What may be disguised. The empty text separates characters that mean something together. */
const CHARACTERS = ['', '<', '>', '"', "'", '-', '.', '&', '\\', '|'] as const

type Disguised = (typeof CHARACTERS)[number]

const USED = new RegExp(`[${String.fromCharCode(BASE)}-${String.fromCharCode(BASE + CHARACTERS.length - 1)}]`, 'g')

const hidden = (character: Disguised): string => String.fromCharCode(BASE + CHARACTERS.indexOf(character))

const hide = (text: string): string => {
  return text.replaceAll(/[<>"'\-.&]/g, character => hidden(character as Disguised))
}

/** The text without anything that the parser must not see; `undefined` when it has such characters already. */
export function disguise(text: string): string | undefined {
  if (USED.test(text)) {
    USED.lastIndex = 0
    return undefined
  }
  return text.split('\n').map(disguiseLine).join('\n')
}

/** Undoes it. */
export function reveal(text: string): string {
  return text.replaceAll(USED, character => CHARACTERS[character.charCodeAt(0) - BASE] ?? '')
}

function disguiseLine(line: string): string {
  const separator = hidden('')
  return (
    line
      // Alignment in `p>.` and `|>.` stays.
      .replaceAll(/(?<!(?:^|\|)(?:[a-z]+\d?)?[^\s|]{0,20})[<>]+|[<>](?![<>=()]*\.\s)/g, hide)
      .replaceAll(/&(?![a-z]{2,8};|#\d{1,7};|#x[\da-f]{1,6};)/gi, hide)
      // Long runs of what begins attributes mean nothing, and take the parser ages.
      .replaceAll(/[()[\]{}=~^]{3,}/g, run => [...run].join(separator))
      // Quotes that begin or end no link.
      .replaceAll(/"(?:([^"\n]+)":(?=\S))?/g, whole => (whole === '"' ? hidden('"') : whole))
      .replaceAll("'", hidden("'"))
      .replaceAll(/^(?!-{3,}\s*$).*--.*$/g, dashed => dashed.replaceAll(/--+/g, hide))
      .replaceAll(/(?<=\s)-(?=\s)/g, hide)
      .replaceAll(/\.{3}/g, hide)
      // (c), [tm], (1/2), `2 x 3`, HTML(explained), and footnotes are words.
      .replaceAll(/([([])(?=(?:c|r|tm|o|\+\/-|[13]\/[24])[)\]])/gi, `$1${separator}`)
      .replaceAll(/(\d['"]? ?)x(?= ?[\d.,])/g, `$1x${separator}`)
      .replaceAll(/([\p{Lu}\d])\(/gu, `$1${separator}(`)
      .replaceAll(/\[(?=\d+!?\])/g, `[${separator}`)
      .replace(/^fn(\d+)(?=[^\s.]*\.\s)/, `fn$1${separator}`)
      .replace(/^(###|notextile)(?=\.)/, `$1${separator}`)
      .replace(/^\[(?=[^\]]+\](?:https?:|\/))/, `[${separator}`)
  )
}
