import { cleanLine } from './clean.ts'
import { escapeText } from './escape-text.ts'

/** A line of an `index.md`. */
export interface IndexRow {
  /** The file's name in the same folder. */
  readonly name: string
  readonly key: string
  readonly status?: string
  readonly assignee?: string
  /** ISO 8601; its date is printed. */
  readonly updated?: string
  readonly title: string
}

/** What stands above the lines. */
export interface IndexMeta {
  readonly title: string
  /** What is listed, and where the rest is. */
  readonly sentence: string
}

const separator = ' · '
const linkUnsafe = /[^\p{L}\p{N}_.~/-]/gu

/**
 * The text of an `index.md`, one line per issue, always of five columns; `-` is an empty one:
 * `- [PROJ-1](PROJ-1.md) · In Progress · alice · 2026-01-09 · Login button does nothing`.
 */
export function printIndex(rows: readonly IndexRow[], meta: IndexMeta): string {
  const head = `# ${inline(meta.title)}\n\n${inline(meta.sentence)}\n`
  return rows.length > 0 ? `${head}\n${rows.map(printRow).join('')}` : head
}

function printRow(row: IndexRow): string {
  const link = `[${inline(row.key, 'label')}](${row.name.toWellFormed().replace(linkUnsafe, percent)})`
  const columns = [row.status, row.assignee, row.updated?.slice(0, 10), row.title]
  return `- ${[link, ...columns.map(value => inline(value ?? '') || '-')].join(separator)}\n`
}

function inline(value: string, brackets: 'label' | 'keep' = 'keep'): string {
  return escapeText(cleanLine(value), { before: ' ', after: '\n', brackets, container: 'paragraph' })
}

function percent(character: string): string {
  return /[!'()*]/.test(character)
    ? `%${character.charCodeAt(0).toString(16).toUpperCase()}`
    : encodeURIComponent(character)
}
