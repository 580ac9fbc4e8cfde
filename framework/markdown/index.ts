/** The file of an entity: document to bytes, and bytes back to its sections. */
export { type IndexMeta, type IndexRow, printIndex } from './index-lines.ts'
export { type PrintedDocument, printDocument } from './print-document.ts'
export { type PrintedText, printText, type Range } from './print-text.ts'
export { type Problem, type ReadComment, type ReadDocument, type ReadSection, readDocument } from './read-document.ts'
export type { FrontEntry } from './read-front.ts'
export { revisionOf } from './revision.ts'
