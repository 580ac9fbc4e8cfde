import { flagsOf, variableOf } from '../config/option-name.ts'
import { secretKeys } from '../config/secret.ts'
import type { Option } from '../source/options.ts'
import type { AnySource } from '../source/source.ts'

/** An option as it is shown: everything but the value. */
export interface OptionRow {
  readonly option: string
  /** Absent for secrets. */
  readonly flag?: string
  readonly variable: string
  readonly type: string
  readonly required: boolean
  readonly default?: string
  readonly help: string
  readonly example?: string
}

export function optionRows({ name: plugin, options }: AnySource): readonly OptionRow[] {
  return Object.entries(options).map(([name, option]) => ({
    option: name,
    ...(option.type === 'secret' ? {} : { flag: flagsOf(name, option).join(', ') }),
    variable: variableOf(plugin, name, option),
    type: typeOf(option),
    required: option.required ?? false,
    ...(option.default === undefined ? {} : { default: String(option.default) }),
    help: option.help,
    ...(option.example === undefined ? {} : { example: option.example }),
  }))
}

/** The option table of a plugin, for people. */
export function optionLines(source: AnySource): readonly string[] {
  const rows = optionRows(source).flatMap(row => {
    const more = [
      row.required ? 'required' : [],
      row.default === undefined ? [] : `default: ${row.default}`,
      row.example === undefined ? [] : `for example: ${row.example}`,
      row.flag === undefined ? `in a configuration: ${secretKeys(row.option).slice(1).join(' or ')}` : [],
    ].flat()
    const ways = [row.flag ?? 'no flag', row.variable, row.type].join('  |  ')
    return [`  ${row.option}`, `      ${ways}`, `      ${row.help}${more.length > 0 ? ` (${more.join('; ')})` : ''}`]
  })
  return [`${source.name}: ${source.summary}`, '', ...rows]
}

/** The option table of a plugin, for the documentation. */
export function optionMarkdown(source: AnySource): string {
  const rows = optionRows(source).map(row => {
    const help = [row.help, row.example === undefined ? [] : `For example \`${row.example}\`.`].flat().join(' ')
    const standard = row.required ? 'required' : row.default === undefined ? '' : `\`${row.default}\``
    const flag = row.flag === undefined ? '' : `\`${row.flag}\``
    const cells = [`\`${row.option}\``, flag, `\`${row.variable}\``, row.type, standard, help]
    return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  })
  const head = ['| option | flag | variable | type | default | what it does |', '| --- | --- | --- | --- | --- | --- |']
  return [`### ${source.name}`, '', source.summary, '', ...head, ...rows].join('\n')
}

function typeOf(option: Option): string {
  return option.type === 'choice' ? option.choices.join(', ') : option.type
}
