import { trimBlankLines } from '../markdown/blank-lines.ts'
import { readDocument } from '../markdown/read-document.ts'
import type { FrontValue } from '../source/document.ts'
import { checkSaved, withLineFeeds } from './check-saved.ts'
import { frontValue } from './front-value.ts'
import { invalid } from './invalid.ts'
import { templateTitle } from './print-template.ts'
import { newComments } from './settle.ts'

/** A new issue as it was written. */
export interface ReadDraft {
  readonly title: string
  /** Without empty ones. */
  readonly front: readonly { readonly name: string; readonly value: Exclude<FrontValue, undefined | null> }[]
  readonly body: string
  /** What stands below `## Comments`. */
  readonly comments: readonly string[]
}

/**
 * Reads the text of a new issue. Front matter may be missing; then the first line is the title, with or without its `#`.
 *
 * @throws SourceError `invalid` when there is no title, or the text is that of an issue that exists
 */
export function readDraft(saved: string): ReadDraft {
  const text = withLineFeeds(saved)
  checkSaved(text)
  const found = readDocument(withTitle(text))
  if (found.kind === 'problems') {
    const [problem] = found.problems
    throw invalid(`Line ${problem!.line + 1}: ${problem!.sentence}`)
  }
  const front = found.front.flatMap(({ key, value }) => {
    const read = frontValue(key, value)
    return read === null || read === undefined ? [] : [{ name: key, value: read }]
  })
  const key = front.find(({ name }) => name === 'key')
  const identity = ['key', 'id', 'url', 'created', 'updated'].filter(name => front.some(each => each.name === name))
  const copied = found.comments.some(({ id }) => id !== undefined)
  if (key || found.revision !== undefined || copied) {
    throw invalid(
      `This is the text of ${key ? String(key.value) : 'an issue'} that exists already, so no new one was made of it. For a new one, take out ${copied ? 'the comments and ' : ''}the lines that say which it is: ${[...identity, 'revision'].map(name => `\`${name}\``).join(', ')}; \`.new.md\` shows which others may stay.`,
    )
  }
  const [section] = found.sections
  if (section) {
    throw invalid(
      `A new issue can't have the section "${section.title || section.id}" yet. Take out its heading, and write the section when the issue is there.`,
    )
  }
  const { title } = found
  if (title === '' || title === templateTitle)
    throw invalid('The new issue has no title. Write it behind the `#` of the line below the front matter.')
  return { title, front, body: found.body, comments: newComments(found) }
}

/** The text with front matter and a title line, whatever was left out. */
function withTitle(text: string): string {
  const whole = trimBlankLines(text)
  if (whole.startsWith('---\n')) {
    if (!whole.slice(4).split('\n').includes('---'))
      throw invalid('The front matter has no end. Close it with a line of `---`, or take out the one at the start.')
    return whole
  }
  const [first = '', next = '', ...others] = whole.split('\n')
  if (first.trim() === '') throw invalid('The new issue has no title. Write `# ` and the title as its first line.')
  const title = first.replace(/^#[ \t]+|^#$/, '').trim()
  const rest = /^=+[ \t]*$/.test(next) ? others : [next, ...others]
  return ['---', '---', `# ${title}`.trimEnd(), ...rest].join('\n')
}
