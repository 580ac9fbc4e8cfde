/** How often each word stands in a text: runs of letters and digits, everything else parts them. */
function countWords(text: string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Tags of macros that we read. Of their parameters only titles, languages and the rest that are shown stay as words. */
const macroTag = /\{(?:code|noformat|quote|panel|info|tip|note|warning|expand)(?::([^{}\n]{0,1000}))?\}/gi
const silentTag = /\{color(?::[^{}\n]{0,1000})?\}/gi

/**
 * The words that a reader of the wiki text may expect to find.
 *
 * Left out: names of macros and of their parameters, colours, the marks `h1.` and `bq.`, and the second of two equal
 * halves of `[address|address]`. Everything else counts, in code and links as in text, as often as it stands there.
 */
function sourceWords(source: string): Map<string, number> {
  const plain = source
    .replaceAll(macroTag, (_, parameters: string | undefined) => {
      const title = /(?:^|\|)\s*title=([^|]*)/.exec(parameters ?? '')?.[1]
      return ` ${title ?? ''} `
    })
    .replaceAll(silentTag, ' ')
    .replaceAll(/^[ \t]*(?:h[1-6]|bq)\./gm, ' ')
    .replaceAll(/\[([^[\]|\n]+)\|\1(?=[|\]])/g, '[$1')
  return countWords(plain)
}

/** The words of printed Markdown, its escapes and references resolved. */
function printedWords(markdown: string): Map<string, number> {
  return countWords(
    markdown
      .replaceAll(/&#x([0-9A-Fa-f]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
      .replaceAll(/\\([!-/:-@[-`{-~])/g, '$1'),
  )
}

/** Addresses of ours are percent-encoded. */
function decoded(markdown: string): string {
  return markdown.replaceAll(/(?:%[0-9A-F]{2})+/g, encoded => {
    try {
      return decodeURIComponent(encoded)
    } catch {
      return encoded
    }
  })
}

/** Words that stand in the source more often than in the Markdown made of it. */
export function lostWords(source: string, markdown: string): string[] {
  const found = printedWords(markdown)
  const decodedFound = printedWords(decoded(markdown))
  const lost: string[] = []
  for (const [word, times] of sourceWords(source)) {
    if (Math.max(found.get(word) ?? 0, decodedFound.get(word) ?? 0) < times) lost.push(word)
  }
  return lost
}
