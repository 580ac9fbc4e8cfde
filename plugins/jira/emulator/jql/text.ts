/** Jira's text search, roughly: every word must occur; `*` ends a prefix; "…" inside is a phrase. */
export function textMatcher(query: string): (texts: readonly string[]) => boolean {
  const phrases = [...query.matchAll(/"([^"]+)"/g)].map(match => match[1]!.toLowerCase())
  const words = query
    .replaceAll(/"[^"]*"/g, ' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}_*]+/u)
    .filter(word => word !== '' && word !== '*')
  const patterns = words.map(word => {
    const source = word.replaceAll('*', '[\\p{L}\\p{N}_]*')
    return new RegExp(`(?<![\\p{L}\\p{N}_])${source}(?![\\p{L}\\p{N}_])`, 'u')
  })
  return texts => {
    const all = texts.join('\n').toLowerCase()
    return phrases.every(phrase => all.includes(phrase)) && patterns.every(pattern => pattern.test(all))
  }
}
