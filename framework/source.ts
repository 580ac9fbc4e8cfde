/** What a plugin author needs: `import { defineSource, documents } from 'issuefs/source'`. */
/** The name a file has in the tree, for paths that a document mentions. */
export { escapeName as fileName } from './path/name.ts'
export type { Call, CallFetch, FetchInit, Priority } from './source/call.ts'
export { type Capability, capabilities } from './source/capability.ts'
export type { Block, Comment, Document, Front, FrontValue, Section, Text, TextFormat } from './source/document.ts'
export { type ErrorKind, isSourceError, SourceError, type SourceErrorDetails } from './source/error.ts'
export { everyPage } from './source/every-page.ts'
export { type AnyFeed, type Feed, feed } from './source/feed.ts'
export { feedSince, type SinceFeed } from './source/feed-since.ts'
export { type JsonInit, json } from './source/json.ts'
export type { AnyKey, Key, Scope } from './source/key.ts'
export type { RateLimit } from './source/limits.ts'
export type { Option, OptionCommon, Options, Values } from './source/options.ts'
export type { Change, Cursor, Delta, Got, Item, Page, Part, RoutePath, Want } from './source/page.ts'
export { plainFromEdit } from './source/plain-from-edit.ts'
export type { Reference } from './source/reference.ts'
export { rewriteLines } from './source/rewrite-lines.ts'
export {
  type AnyDocuments,
  type AnyFiles,
  type AnyFolders,
  type ByteStream,
  type Documents,
  documents,
  type File,
  type Files,
  type Folders,
  files,
  folders,
  type NewFile,
  type Route,
} from './source/route.ts'
export {
  type Account,
  type AnySource,
  type Connection,
  defineSource,
  type Session,
  type Source,
} from './source/source.ts'
export { markdownText, plainText } from './source/text.ts'
export type {
  BlockEdit,
  Created,
  Draft,
  Edit,
  Field,
  FieldEdit,
  FieldKind,
  FieldsOf,
  NewComment,
  TextEdit,
  WritableText,
  Write,
} from './source/write.ts'
