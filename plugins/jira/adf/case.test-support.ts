import { expect, test } from 'vitest'
import { doc } from './build.test-support.ts'
import { adfToMdast } from './index.ts'
import { parse, print, structure } from './print.test-support.ts'

/** A document and its Markdown. */
export interface Case {
  readonly content: readonly unknown[]
  readonly markdown: string
  /** Why reading the Markdown gives another tree; by default it gives the same. */
  readonly rewritten?: string
}

/** Runs each case: it prints as written, and reads back as the tree it was. */
export function runCases(cases: Readonly<Record<string, Case>>): void {
  test.each(Object.entries(cases))('%s', (_name, { content, markdown, rewritten }) => {
    const tree = adfToMdast(doc(...content), { mediaPath })
    expect(print(tree.children)).toBe(markdown === '' ? '' : `${markdown}\n`)
    if (!rewritten) expect(structure(parse(markdown))).toEqual(structure(tree))
  })
}

/** One attachment is known. */
function mediaPath(media: { readonly id?: string; readonly name?: string }): string | undefined {
  return media.name === 'known.png' ? 'PROJ-1/attachments/known.png' : undefined
}
