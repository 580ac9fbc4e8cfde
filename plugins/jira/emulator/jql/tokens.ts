import { JqlError } from './syntax.ts'

/** One token with its place, both counted from 1 as Jira does. */
export interface Token {
  readonly kind: 'word' | 'string' | 'sign' | 'end'
  readonly text: string
  readonly line: number
  readonly column: number
}

const signs = ['!=', '!~', '<=', '>=', '&&', '||', '=', '<', '>', '~', '(', ')', ',', '!', '[', ']']
/** Characters JQL reserves: outside quotes they are an error. */
const reserved = new Set('{}*/%+$#@?;^|&`'.split(''))

/** The tokens of a query, ending with one of kind `end`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  let at = 0
  while (at < text.length) {
    const character = text[at]!
    if (/\s/.test(character)) {
      at++
    } else if (character === '"' || character === "'") {
      const [value, end] = readString(text, at)
      tokens.push({ kind: 'string', text: value, ...place(text, at) })
      at = end
    } else {
      const sign = signs.find(candidate => text.startsWith(candidate, at))
      const token = sign ?? readWord(text, at)
      tokens.push({ kind: sign ? 'sign' : 'word', text: token, ...place(text, at) })
      at += token.length
    }
  }
  return [...tokens, { kind: 'end', text: '', ...place(text, text.length) }]
}

/** Says where, as Jira's messages end. */
export function where(token: Pick<Token, 'line' | 'column'>): string {
  return `(line ${token.line}, character ${token.column})`
}

function readString(text: string, start: number): readonly [value: string, end: number] {
  const quote = text[start]!
  let value = ''
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at]!
    if (character === quote) return [value, at + 1]
    if (character !== '\\') {
      value += character
      continue
    }
    const escaped = text[++at]
    if (escaped === 'u') {
      value += String.fromCharCode(Number.parseInt(text.slice(at + 1, at + 5), 16))
      at += 4
    } else {
      value += { n: '\n', t: '\t', r: '\r' }[escaped ?? ''] ?? escaped ?? ''
    }
  }
  throw new JqlError(
    `Error in the JQL Query: The quoted string '${value}' has not been completed. ${where(place(text, start))}`,
  )
}

function readWord(text: string, start: number): string {
  let end = start
  while (end < text.length && !/[\s"'=!<>~(),[\]]/.test(text[end]!)) {
    const character = text[end]!
    if (reserved.has(character)) {
      const code = character.charCodeAt(0).toString(16).padStart(4, '0')
      throw new JqlError(
        `Error in the JQL Query: The character '${character}' is a reserved JQL character. ` +
          `You must enclose it in a string or use the escape '\\u${code}' instead. ${where(place(text, end))}`,
      )
    }
    end++
  }
  return text.slice(start, end)
}

function place(text: string, at: number): Pick<Token, 'line' | 'column'> {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}
