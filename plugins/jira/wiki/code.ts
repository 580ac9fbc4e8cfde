import type { Code } from 'mdast'
import { macroParameters } from './macro-tag.ts'
import type { MacroSpan } from './spans.ts'

/**
 * `{code}`, `{noformat}` and Markdown fences.
 *
 * The language is the parameter without a name, or `lang`, or `language`; all others stand behind it as `name="value"`.
 */
export function codeBlock(span: MacroSpan, body: string): Code {
  const { first, named } = macroParameters(span.parameters)
  const language = first ?? named.get('lang') ?? named.get('language')
  const rest = [...named].filter(([name]) => name !== 'lang' && name !== 'language')
  const meta = rest.map(([name, value]) => `${name}="${value.replaceAll(/["`\s]+/g, ' ')}"`).join(' ')
  const lang = language?.replaceAll(/[\s`]+/g, '-') ?? (meta === '' ? null : 'text')
  return { type: 'code', lang, meta: meta === '' ? null : meta, value: codeText(body) }
}

/** A body without the line ends next to its tags. */
export function codeText(body: string): string {
  return body
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^[ \t]*\n/, '')
    .replace(/\n[ \t]*$/, '')
}
