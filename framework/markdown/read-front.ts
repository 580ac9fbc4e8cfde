import { isMap, isScalar, LineCounter, parseDocument, type Scalar, visit } from 'yaml'
import { readPlainFront } from './read-plain-front.ts'
import { swallowedText } from './swallowed-text.ts'

/** One key of the front matter. */
export interface FrontEntry {
  readonly key: string
  /** As YAML 1.2 reads it; dates stay strings, and so do numbers that print otherwise, such as a version `2.10`. */
  readonly value: unknown
  /** Lines of the file, counted from 0; `end` is exclusive. */
  readonly start: number
  readonly end: number
}

export interface FrontRead {
  readonly entries: readonly FrontEntry[]
  /** Sentences for the user, each with its line in the file. */
  readonly problems: readonly { readonly line: number; readonly sentence: string }[]
}

/**
 * Reads front matter that somebody may have edited, so all of YAML is understood.
 *
 * @param source the lines between the fences
 * @param firstLine their first line in the file, counted from 0
 */
export function readFront(source: string, firstLine: number): FrontRead {
  const plain = readPlainFront(source, firstLine)
  if (plain && plain.length > 0) return { entries: plain, problems: [] }
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const lineAt = (offset: number) => firstLine + Math.max(0, lines.linePos(offset).line - 1)
  const swallowed = swallowedText(source)
  if (swallowed) {
    const sentence = `YAML takes \`${swallowed.text}\` for ${swallowed.as}, so it would be lost. Put the whole text that it belongs to in double quotes.`
    return { entries: [], problems: [{ line: lineAt(swallowed.offset), sentence }] }
  }
  const problems = document.errors.map(error => ({
    line: lineAt(error.pos[0]),
    sentence: `The front matter is not valid YAML: ${error.message}. Text with \`: \` or \` #\` in it, or a sign at its start, goes in double quotes.`,
  }))
  if (problems.length > 0 || document.contents === null) return { entries: [], problems }
  visit(document, { Scalar: (_, node) => keepSpelling(node) })
  const { contents } = document
  if (!isMap(contents)) {
    return { entries: [], problems: [{ line: firstLine, sentence: 'The front matter has no `key: value` lines.' }] }
  }
  const last = firstLine + source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
  const starts = contents.items.map(pair =>
    isScalar(pair.key) && pair.key.range ? lineAt(pair.key.range[0]) : firstLine,
  )
  try {
    const values = [...(contents.toJS(document, { mapAsMap: true }) as Map<unknown, unknown>)]
    const entries = values.map(([key, value], index) => ({
      key: String(key),
      value,
      start: starts[index]!,
      end: starts[index + 1] ?? last,
    }))
    return { entries, problems }
  } catch (error) {
    return {
      entries: [],
      problems: [{ line: firstLine, sentence: `The front matter cannot be read: ${String(error)}.` }],
    }
  }
}

function keepSpelling(node: Scalar): void {
  const { value, source } = node
  if (typeof value !== 'number' || !Number.isFinite(value) || source === undefined) return
  if (String(value) !== source) node.value = source
}
