import type { Field, Operation, Selection, Value } from './syntax.ts'

const TOKEN = /\s+|,|#[^\n]*|("(?:[^"\\\n]|\\.)*"|\.\.\.|[{}()[\]:!$=@|]|-?\d+(?:\.\d+)?|[_A-Za-z]\w*)|(.)/gy

/** Reads one query or mutation. Throws an `Error` with GitHub's words for what cannot be read. */
export function parseOperation(text: string): Operation {
  const tokens = [...text.matchAll(TOKEN)].flatMap(([, token, wrong]) => {
    if (wrong !== undefined) throw unexpected(wrong)
    return token ?? []
  })
  let at = 0
  const peek = () => tokens[at] ?? ''
  const take = (expected?: string): string => {
    const token = peek()
    if (token === '' || (expected !== undefined && token !== expected)) throw unexpected(token)
    at += 1
    return token
  }

  function selections(): readonly Selection[] {
    const found: Selection[] = []
    take('{')
    while (peek() !== '}') found.push(peek() === '...' ? fragment() : field())
    take('}')
    return found
  }

  function fragment(): Selection {
    take('...')
    take('on')
    return { kind: 'fragment', type: take(), selections: selections() }
  }

  function field(): Field {
    const first = take()
    const isAlias = peek() === ':' && take(':') === ':'
    const name = isAlias ? take() : first
    const args = peek() === '(' ? pairs('(', ')') : {}
    return { kind: 'field', name, alias: first, args, selections: peek() === '{' ? selections() : [] }
  }

  function pairs(open: string, close: string): Readonly<Record<string, Value>> {
    const found: [string, Value][] = []
    take(open)
    while (peek() !== close) {
      const name = take()
      take(':')
      found.push([name, value()])
    }
    take(close)
    return Object.fromEntries(found)
  }

  function value(): Value {
    if (peek() === '{') return { object: pairs('{', '}') }
    if (peek() === '[') return list()
    const token = take()
    if (token === '$') return { variable: take() }
    if (token.startsWith('"')) return { constant: JSON.parse(token) as string }
    if (/^-?\d/.test(token)) return { constant: Number(token) }
    return { constant: token === 'null' ? null : token === 'true' ? true : token === 'false' ? false : token }
  }

  function list(): Value {
    const found: Value[] = []
    take('[')
    while (peek() !== ']') found.push(value())
    take(']')
    return { list: found }
  }

  let root: Operation['root'] = 'Query'
  if (peek() !== '{') {
    root = peek() === 'mutation' ? 'Mutation' : 'Query'
    take(root.toLowerCase())
    while (peek() !== '{') take()
  }
  const found = selections()
  if (at < tokens.length) throw unexpected(peek())
  return { root, selections: found }
}

function unexpected(token: string): Error {
  return new Error(token === '' ? 'Unexpected end of document' : `Expected one of the tokens, actual: ${token}`)
}
