import { cleanLine } from '../markdown/clean.ts'
import { printScalar } from '../markdown/yaml-scalar.ts'
import type { FrontValue } from '../source/document.ts'
import type { Field } from '../source/write.ts'
import { sayKind } from './say-kind.ts'

/** What the template has in the place of a title; an issue with it is not made. */
export const templateTitle = 'Title of the new issue'

/** So many allowed values are named. */
const mostValues = 12

/** The text of `.new.md`: front matter with its keys in order and their defaults, allowed values as comments, a title to replace. */
export function printTemplate(fields: readonly Field[]): string {
  const lines = fields.map(field => {
    const value = printValue(field.default, field.many === true)
    return `${printScalar(cleanLine(field.name), 'flow')}:${value && ` ${value}`}${comment(field)}\n`
  })
  return `---\n${lines.join('')}---\n\n# ${templateTitle}\n`
}

function printValue(value: FrontValue, many: boolean): string {
  if (value === undefined || value === null || value === '') return many ? '[]' : ''
  if (typeof value === 'object') return `[${value.map(one => printScalar(one, 'flow')).join(', ')}]`
  return many
    ? `[${printScalar(typeof value === 'boolean' ? String(value) : value, 'flow')}]`
    : printScalar(value, 'block')
}

function comment(field: Field): string {
  const { values = [], required, note } = field
  const named = values.slice(0, mostValues).map(cleanLine).join(', ')
  const parts = [
    required ? 'required' : '',
    values.length > mostValues ? `${named}, … (${values.length} in all)` : named || sayKind(field),
    note ? cleanLine(note) : '',
  ]
  return ` # ${parts.filter(Boolean).join('; ')}`
}
