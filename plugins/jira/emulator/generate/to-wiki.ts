import type { Block, Inline } from './blocks.ts'

const marks = { strong: ['*', '*'], em: ['_', '_'], code: ['{{', '}}'], strike: ['-', '-'] } as const

/** Blocks as Jira wiki markup; `lineEnd` is `\n` or, as most editors send it, `\r\n`. */
export function toWiki(blocks: readonly Block[], lineEnd: '\n' | '\r\n'): string {
  return blocks.map(block).join('\n\n').replaceAll('\n', lineEnd)
}

function block(from: Block): string {
  switch (from.kind) {
    case 'heading':
      return `h${from.level}. ${from.text}`
    case 'paragraph':
      return line(from.content)
    case 'list': {
      const mark = from.ordered ? '#' : '*'
      return from.items
        .flatMap(item => [
          `${mark} ${line(item.content)}`,
          ...(item.nested ?? []).map(content => `${mark}* ${line(content)}`),
        ])
        .join('\n')
    }
    case 'code':
      return from.language ? `{code:${from.language}}\n${from.text}\n{code}` : `{noformat}\n${from.text}\n{noformat}`
    case 'table':
      return [`||${from.head.join('||')}||`, ...from.rows.map(cells => `|${cells.map(cell).join('|')}|`)].join('\n')
    case 'panel':
      return from.type === 'info'
        ? `{panel:title=Note}\n${line(from.content)}\n{panel}`
        : `{warning}\n${line(from.content)}\n{warning}`
    case 'quote':
      return `{quote}\n${line(from.content)}\n{quote}`
    case 'rule':
      return '----'
    case 'picture':
      return `!${from.filename}|thumbnail!`
  }
}

function line(content: readonly Inline[]): string {
  return content.map(inline).join('')
}

function inline(from: Inline): string {
  switch (from.kind) {
    case 'text': {
      if (!from.mark) return from.text
      const [open, close] = marks[from.mark]
      return `${open}${from.text}${close}`
    }
    case 'link':
      return `[${from.text}|${from.url}]`
    case 'mention':
      return `[~${from.id}]`
    case 'issue':
      return from.key
    case 'color':
      return `{color:${from.color}}${from.text}{color}`
    case 'break':
      return '\n'
  }
}

function cell(value: string): string {
  return value === '' ? ' ' : value.replaceAll('|', '\\|')
}
