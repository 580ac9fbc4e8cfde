/**
 * How a macro's body is read.
 *
 * - `code`: nothing inside is markup; becomes a fenced block
 * - `raw`: nothing inside is markup; kept whole under its name
 * - `rich`: the body is wiki text again
 * - `color`: rich, but inline as well as across blocks
 */
export type MacroKind = 'code' | 'raw' | 'rich' | 'color'

const kinds: ReadonlyMap<string, MacroKind> = new Map([
  ['code', 'code'],
  ['noformat', 'code'],
  ['html', 'raw'],
  ['csv', 'raw'],
  ['latex', 'raw'],
  ['chart', 'raw'],
  ['quote', 'rich'],
  ['panel', 'rich'],
  ['info', 'rich'],
  ['tip', 'rich'],
  ['note', 'rich'],
  ['warning', 'rich'],
  ['expand', 'rich'],
  ['color', 'color'],
])

/** `{name}` or `{name:parameters}`. */
export interface MacroTag {
  /** In lower case. */
  readonly name: string
  readonly kind: MacroKind | undefined
  readonly parameters: string | undefined
  readonly end: number
}

const tag = /\{([a-z][a-z0-9-]*)(?::([^{}\n]{0,1000}))?\}/iy

/** The tag that starts at `at`, if one does. */
export function macroTagAt(text: string, at: number): MacroTag | undefined {
  tag.lastIndex = at
  const match = tag.exec(text)
  if (!match) return undefined
  const name = match[1]!.toLowerCase()
  return { name, kind: kinds.get(name), parameters: match[2]?.trim(), end: tag.lastIndex }
}

/** Parameters as Jira writes them: `java|title=Bar.java`. `first` is the one without a name. */
export interface MacroParameters {
  readonly first: string | undefined
  readonly named: ReadonlyMap<string, string>
}

export function macroParameters(parameters: string): MacroParameters {
  const named = new Map<string, string>()
  let first: string | undefined
  for (const part of parameters.split('|')) {
    const equals = part.indexOf('=')
    if (equals > 0) named.set(part.slice(0, equals).trim(), part.slice(equals + 1).trim())
    else if (part.trim() !== '') first ??= part.trim()
  }
  return { first, named }
}
