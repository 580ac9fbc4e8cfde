import { trimBlankLines } from './blank-lines.ts'
import { readMarker, unescapeHeading, unescapeMarkers } from './marker.ts'
import { type FrontEntry, readFront } from './read-front.ts'

export interface ReadSection {
  /** The tracker's id of the field. */
  readonly id: string
  readonly title: string
  readonly text: string
}

export interface ReadComment {
  /** Undefined for a comment that is not in the tracker yet. */
  readonly id: string | undefined
  /** Its author and times as printed; empty for text right under `## Comments`. */
  readonly heading: string
  readonly text: string
}

/** A document by its sections; texts are as `printText` gave them. */
export interface ReadDocument {
  readonly kind: 'document'
  /** Without `revision`. */
  readonly front: readonly FrontEntry[]
  readonly revision: string | undefined
  readonly title: string
  readonly body: string
  readonly sections: readonly ReadSection[]
  readonly comments: readonly ReadComment[]
}

/** Why a text is no document. */
export interface Problem {
  /** Counted from 0. */
  readonly line: number
  readonly sentence: string
}

interface Part {
  readonly kind: 'body' | 'field' | 'orphan' | 'comment'
  readonly id: string | undefined
  readonly heading: string
  readonly first: number
}

/** Reads a document line by line, not as Markdown, so that no text in it can pose as structure. */
export function readDocument(
  text: string,
): ReadDocument | { readonly kind: 'problems'; readonly problems: readonly Problem[] } {
  const lines = text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .split('\n')
  const close = lines[0] === '---' ? lines.indexOf('---', 1) : -1
  if (close < 0) return problem(0, 'The file does not start with front matter between two lines of `---`.')
  const front = readFront(
    lines
      .slice(1, close)
      .map(line => `${line}\n`)
      .join(''),
    1,
  )
  if (front.problems.length > 0) return { kind: 'problems', problems: front.problems }
  let first = close + 1
  while (first < lines.length && lines[first]!.trim() === '') first++
  const title = /^#(?:[ \t]+(.*))?$/s.exec(lines[first] ?? '')
  if (!title) return problem(first, 'The first line after the front matter is not a title, `# …`.')
  const revision = front.entries.find(entry => entry.key === 'revision')?.value
  return {
    kind: 'document',
    front: front.entries.filter(entry => entry.key !== 'revision'),
    revision: revision === undefined || revision === null ? undefined : String(revision),
    title: unescapeHeading((title[1] ?? '').trim()),
    ...readParts(lines, first + 1),
  }
}

function readParts(lines: readonly string[], first: number): Pick<ReadDocument, 'body' | 'sections' | 'comments'> {
  let body = ''
  const sections: ReadSection[] = []
  const comments: ReadComment[] = []
  let part: Part = { kind: 'body', id: undefined, heading: '', first }

  function finish(end: number): void {
    const text = unescapeMarkers(trimBlankLines(lines.slice(part.first, end).join('\n')))
    const heading = unescapeHeading(part.heading)
    if (part.kind === 'body') body = text
    else if (part.kind === 'field') sections.push({ id: part.id ?? '', title: heading, text })
    else if (part.kind === 'comment' || text) comments.push({ id: part.id, heading, text })
  }

  for (let index = first; index < lines.length; index++) {
    const marker = readMarker(lines[index]!)
    if (!marker) continue
    finish(index)
    part =
      marker.kind === 'comments'
        ? { kind: 'orphan', id: undefined, heading: '', first: index + 1 }
        : { kind: marker.kind, id: marker.id, heading: marker.heading, first: index + 1 }
  }
  finish(lines.length)
  return { body, sections, comments }
}

function problem(line: number, sentence: string): { kind: 'problems'; problems: readonly Problem[] } {
  return { kind: 'problems', problems: [{ line, sentence }] }
}
