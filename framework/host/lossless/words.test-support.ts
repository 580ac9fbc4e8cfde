import { readDocument } from '../../markdown/index.ts'
import type { Tracked } from './trackers.test-support.ts'

/** A word in the file of an issue. */
export interface Word {
  /** Of the file's text. */
  readonly at: number
  readonly word: string
  /** Which text it stands in, for a message. */
  readonly where: string
}

/** Plain words between blanks, which are a word in whatever the tracker keeps. */
const plain = /(?<=^|[ \t])[A-Za-z]{2,}(?=[ .,;]|$)/gm

/** What stands in fences of ours is data, not words. */
const data = /^(`{3,})adf:[\s\S]*?^\1[ \t]*$/gm

/** The words of an issue's file that this account may change. */
export function wordsOf(text: string, texts: Tracked['texts'], account: string): readonly Word[] {
  const document = readDocument(text)
  if (document.kind !== 'document') throw new Error('The file is no document.')
  const { title, body, sections, comments } = document
  const parts = [
    ...(texts.includes('title') ? [['title', title] as const] : []),
    ...(texts.includes('body') ? [['body', body] as const] : []),
    ...(texts.includes('sections')
      ? sections.filter(({ id }) => id !== 'attachments').map(({ id, text }) => [`section ${id}`, text] as const)
      : []),
    ...(texts.includes('comments')
      ? comments
          .filter(({ heading }) => account !== '' && heading.startsWith(`${account}, `))
          .map(({ id, text }) => [`comment ${id}`, text] as const)
      : []),
  ]
  return parts.flatMap(([where, part]) => {
    const start = text.indexOf(part)
    if (part === '' || start < 0) return []
    const blanked = part.replaceAll(data, found => found.replaceAll(/[A-Za-z]/g, '-'))
    return [...blanked.matchAll(plain)].map(({ 0: word, index }) => ({ at: start + index, word, where }))
  })
}
