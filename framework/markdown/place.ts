/** `keep`: nothing defines references; `label`: in the text of a link, where every bracket counts. */
export type Brackets = 'keep' | 'escape' | 'label'

/** Where a text stands. */
export interface Place {
  /** What is printed before it, at least the last character; `\n` at the start of a line. */
  readonly before: string
  /** What is printed after it, at least the first character; `\n` at the end of a paragraph. */
  readonly after: string
  readonly brackets: Brackets
  /** `item`: a paragraph in a list item, which `[x]` would make a checkbox. */
  readonly container: 'paragraph' | 'item' | 'heading' | 'cell'
}
