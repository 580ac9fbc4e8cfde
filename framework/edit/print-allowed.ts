import { cleanLine } from '../markdown/clean.ts'
import type { Field } from '../source/write.ts'
import { sayKind } from './say-kind.ts'

/** The text of `allowed.md`: what may be written, key by key, each allowed value on a line of its own. */
export function printAllowed(fields: readonly Field[], title: string): string {
  const head = `# What may be written: ${cleanLine(title)}\n\n${
    fields.length > 0 ? 'Keys of the front matter, and the values they take.' : 'No key of the front matter.'
  }\n`
  return head + fields.map(printField).join('')
}

function printField(field: Field): string {
  const { name, values, required, note } = field
  const kind = sayKind(field)
  const sentences = [
    `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${required ? '; required' : ''}.`,
    note ? cleanLine(note) : '',
  ]
  const list = values?.map(value => `- ${cleanLine(value)}\n`).join('')
  return `\n## ${cleanLine(name)}\n\n${sentences.filter(Boolean).join(' ')}\n${list ? `\n${list}` : ''}`
}
