import { SourceError } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'
import { escapeName, unescapeName } from './name.ts'

/** A path template that both matches and formats. Its paths are of escaped names, without a leading slash. */
export interface Template {
  /** As it was written: `{owner}/{repo}/issues/{number:int}.md`. */
  readonly text: string
  readonly parameters: readonly Parameter[]
  readonly segments: readonly Segment[]
  /** The template of the folder; `''` is the root. */
  readonly folder: string
  /** The key of a path, or `undefined` when it is not one of this template. `match(format(key))` equals `key`. */
  match(path: string): AnyKey | undefined
  /** The path of a key. A key that lacks a parameter, or has one of the wrong type, is a `SourceError`. */
  format(key: AnyKey): string
  /** The path of the folder that a key's file stands in. */
  formatFolder(key: AnyKey): string
}

export interface Parameter {
  readonly name: string
  readonly type: 'string' | 'int'
}

/** What stands between two slashes: literal text around at most one string parameter. */
export interface Segment {
  readonly parts: readonly (string | Parameter)[]
  readonly pattern: RegExp
}

/** Reads a template. A template that could not be matched unambiguously is a `SourceError`. */
export function parseTemplate(text: string): Template {
  const segments = text === '' ? [] : text.split('/').map(part => parseSegment(part, text))
  const parameters = segments.flatMap(({ parts }) => parts.filter(part => typeof part !== 'string'))
  const twice = parameters.find((parameter, at) => parameters.findIndex(({ name }) => name === parameter.name) !== at)
  const folder = text.includes('/') ? text.slice(0, text.lastIndexOf('/')) : ''

  function match(path: string): AnyKey | undefined {
    const names = path === '' ? [] : path.split('/')
    if (names.length !== segments.length) return undefined
    const key: Record<string, string | number> = {}
    for (const [at, segment] of segments.entries()) {
      if (!matchSegment(segment, names[at]!, key)) return undefined
    }
    return formatted(segments, key) === path ? key : undefined
  }

  return {
    text,
    parameters: twice
      ? parameters.filter(({ name }, at) => parameters.findIndex(p => p.name === name) === at)
      : parameters,
    segments,
    folder,
    match,
    format: key => formatted(segments, key),
    formatFolder: key => formatted(segments.slice(0, -1), key),
  }
}

function parseSegment(text: string, template: string): Segment {
  const parts = text.split(/\{([^{}]*)\}/).map((part, at) => (at % 2 === 0 ? part : parseParameter(part, template)))
  if (text === '')
    throw new SourceError(
      'invalid',
      `The path template "${template}" begins or ends with a slash, or has two together.`,
    )
  const strings = parts.filter(part => typeof part !== 'string' && part.type === 'string')
  if (strings.length > 1) {
    throw new SourceError(
      'invalid',
      `The path template "${template}" may have one text parameter between two slashes, not several: nobody could tell where one ends.`,
    )
  }
  const pattern = parts.map(part =>
    typeof part === 'string' ? escapePattern(part) : part.type === 'int' ? '(-?\\d+)' : '([^]*)',
  )
  return { parts: parts.filter(part => part !== ''), pattern: new RegExp(`^${pattern.join('')}$`) }
}

function parseParameter(text: string, template: string): Parameter {
  const [, name, type] = /^([A-Za-z_]\w*)(?::(int))?$/.exec(text) ?? []
  if (!name)
    throw new SourceError(
      'invalid',
      `The path template "${template}" has a parameter "{${text}}"; write {name} or {name:int}.`,
    )
  return { name, type: type === 'int' ? 'int' : 'string' }
}

function matchSegment(segment: Segment, name: string, key: Record<string, string | number>): boolean {
  const found = segment.pattern.exec(unescapeName(name))
  if (!found) return false
  const parameters = segment.parts.filter(part => typeof part !== 'string')
  for (const [at, parameter] of parameters.entries()) {
    const value = parameter.type === 'int' ? Number(found[at + 1]) : found[at + 1]!
    if (parameter.name in key && key[parameter.name] !== value) return false
    key[parameter.name] = value
  }
  return true
}

function formatted(segments: readonly Segment[], key: AnyKey): string {
  return segments
    .map(({ parts }) =>
      escapeName(parts.map(part => (typeof part === 'string' ? part : parameterText(part, key))).join('')),
    )
    .join('/')
}

function parameterText({ name, type }: Parameter, key: AnyKey): string {
  const value = key[name]
  if (type === 'int' ? !Number.isSafeInteger(value) : typeof value !== 'string') {
    throw new SourceError(
      'invalid',
      `A key lacks its parameter "${name}" (${type === 'int' ? 'a whole number' : 'text'}): ${JSON.stringify(key)}.`,
    )
  }
  return String(value)
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
