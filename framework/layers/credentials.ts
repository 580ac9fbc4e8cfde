import type { Exchange } from './fetcher.ts'

/** Headers that say nothing about who asks. Every other one may be a credential. */
const harmless: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-type',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'user-agent',
])

const secretHeader = /auth|cookie|token|key|secret|password|session/i
const secretParameter = /(?:^key|api_?key|token|secret|password|signature)$/i

/** Shorter words are no secrets, and taking them out would tear sentences. */
const shortest = 4

type Headers = Exchange['headers']

/** The headers that may go to another origin. */
export function withoutCredentials(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmless.has(name)))
}

/** `text` without the credentials the exchange carried, should the tracker have echoed them. */
export function withoutSecrets(text: string, exchange: Exchange): string {
  return secretsOf(exchange).reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
}

/** Longest first, so that a secret inside another one does not leave the other's ends. */
function secretsOf({ headers, url }: Exchange): readonly string[] {
  const named = Object.entries(headers).filter(([name]) => secretHeader.test(name))
  const parameters = [...url.searchParams].filter(([name]) => secretParameter.test(name))
  const plain = [...named.flatMap(([, value]) => partsOf(value)), ...parameters.map(([, value]) => value)]
  const found = new Set([...plain, ...plain.map(encodeURIComponent)])
  return [...found].filter(secret => secret.length >= shortest).sort((a, b) => b.length - a.length)
}

/** `Bearer abc` holds `abc`, `Basic dTpw` also `u:p` and `p`, `a=b; c=d` also `b` and `d`. */
function partsOf(value: string): readonly string[] {
  const [scheme = '', ...words] = value.split(/[\s;,]+/)
  if (words.length === 0) return [scheme]
  const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(words[0] ?? '', 'base64').toString() : ''
  const assigned = [scheme, ...words].flatMap(word => (word.includes('=') ? [word.slice(word.indexOf('=') + 1)] : []))
  return [value, ...words, ...assigned, pair, pair.slice(pair.indexOf(':') + 1)]
}
