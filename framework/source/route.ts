import type { Call } from './call.ts'
import type { Document } from './document.ts'
import type { AnyKey, Key, Scope } from './key.ts'
import type { Cursor, Got, Page, Want } from './page.ts'
import type { Write } from './write.ts'

/**
 * Files made of entities: one `.md` file per issue.
 *
 * `list`, `sweep` and `fetch` may ask the tracker; `render` is pure and may run in another thread.
 */
export interface Documents<P extends string = string, E = unknown> {
  /** Set by `documents()`. */
  readonly kind: 'documents'
  /** The template of the files' paths. It names the route, and entities are stored under it: another path starts anew. */
  readonly path: P
  /** Resolves by name, is in no listing. */
  readonly hidden?: true
  /** Most wants in one `fetch`. @default 1 */
  readonly batch?: number
  /** One page of the entities in a folder; the kernel drives. Without it, a feed lists them. */
  list?(scope: Scope<P>, call: Call, from?: Cursor): Promise<Page<E>>
  /** Identities only, cheap: finds deletions and moves. @default `list` */
  sweep?(scope: Scope<P>, call: Call, from?: Cursor): Promise<Page<E>>
  /** One answer per want, in order. */
  fetch(wants: readonly Want<Key<P>, E>[], call: Call): Promise<readonly Got<E>[]>
  /** The same entity always gives the same document. Must not ask anybody. */
  render(entity: E, key: Key<P>): Document
  /** Without it the files can only be read. */
  readonly write?: Write<P, E>
}

/** Folders that must be asked for: projects, repositories. */
export interface Folders<P extends string = string> {
  /** Set by `folders()`. */
  readonly kind: 'folders'
  /** The template of the folders' paths, a beginning of those of the documents in them. */
  readonly path: P
  /** One page of folders; `items` carry key and id only. */
  list(scope: Scope<P>, call: Call, from?: Cursor): Promise<Page>
}

/** A file that belongs to an entity, such as an attachment. */
export interface File {
  /** The last segment of its path, as the tracker spells it. */
  readonly name: string
  /** The tracker's id of it. */
  readonly id: string
  /** Bytes, exact. */
  readonly size: number
  /** ISO 8601. */
  readonly modified?: string
}

/** The bytes of a file, from an offset on. */
export interface ByteStream {
  /** The offset of its first byte, where the tracker ignored the one asked for. @default the one asked for */
  readonly from?: number
  /** To the end of the file, in pieces of any size; `response.body` will do. Left early when nobody reads on. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Files that stream when they are read. They stand in the folder beside the entity's document, in no listing above it. */
export interface Files<P extends string = string, E = unknown> {
  /** Set by `files()`. */
  readonly kind: 'files'
  /** The template of the files' paths, below the parent's path without its `.md`. */
  readonly path: P
  /** The route whose entities have these files. */
  readonly parent: string
  /** Pure: what the entity says of its files. */
  of(parent: E): readonly File[]
  /**
   * The bytes from an offset on, for one download that all readers share. What came is kept, so a broken one goes on from
   * there, and a file is asked for once.
   *
   * @throws SourceError which the reading program gets as an errno
   */
  open(file: File & { readonly key: Key<P> }, range: { readonly from: number }, call: Call): Promise<ByteStream>
  /** Adds a file to an entity of the parent route, with one request that is not sent twice. */
  create?(file: NewFile<E>, call: Call): Promise<void>
}

/** A file that is to be added to an entity. */
export interface NewFile<E = unknown> {
  /** As the user spelled it. The tracker may give it another: it is found again by size and a like name. */
  readonly name: string
  /** All of it, in memory. */
  readonly bytes: Uint8Array
  /** The tracker's id of the entity that gets it. */
  readonly id: string
  /** The key of that entity in the parent route. */
  readonly key: AnyKey
  /** That entity, as it was read right before. */
  readonly entity: E
}

/** Any route, as the kernel sees it. */
export type Route = AnyDocuments | AnyFolders | AnyFiles
/** What `documents()` gives: the compiler no longer knows its path and its entity. */
export type AnyDocuments = Documents<string, unknown>
/** What `folders()` gives: the compiler no longer knows its path. */
export type AnyFolders = Folders<string>
/** What `files()` gives: the compiler no longer knows its path and its parent's entity. */
export type AnyFiles = Files<string, unknown>

/**
 * A route of documents. The types of `scope` and `key` follow from the path.
 *
 * @example
 * documents('{project}/{id:int}.md', {
 *   async fetch([want], call) {
 *     const { project, id } = want!.key
 *     const issue = await json<{ title: string }>(call, `${url}/${project}/issues/${id}`, { headers })
 *     return [{ status: 'fresh', id: String(id), key: want!.key, entity: issue }]
 *   },
 *   render: ({ title }: { title: string }, { id }) => ({ front: { key: id }, title, body: markdownText('') }),
 * })
 */
export function documents<const P extends string, E>(
  path: P,
  route: Omit<Documents<P, E>, 'kind' | 'path'>,
): AnyDocuments {
  return { kind: 'documents', path, ...route } as unknown as AnyDocuments
}

/**
 * A route of folders, so that empty ones are there, too. The type of `scope` follows from the path.
 *
 * @example
 * folders('{project}', {
 *   async list(_scope, call) {
 *     const names = await json<string[]>(call, `${url}/projects`, { headers })
 *     return { items: names.map(project => ({ key: { project }, id: project })) }
 *   },
 * })
 */
export function folders<const P extends string>(path: P, route: Omit<Folders<P>, 'kind' | 'path'>): AnyFolders {
  return { kind: 'folders', path, ...route } as unknown as AnyFolders
}

/**
 * A route of files that belong to the entities of another route. The type of `file.key` follows from the path.
 *
 * @example
 * files('{project}/{id:int}/attachments/{name}', {
 *   parent: '{project}/{id:int}.md',
 *   of: (issue: { files: File[] }) => issue.files,
 *   async open({ id }, { from }, call) {
 *     const response = await call.fetch(`${url}/files/${id}`, { headers: { ...headers, range: `bytes=${from}-` } })
 *     return { bytes: response.body!, ...(response.status === 200 && { from: 0 }) }
 *   },
 * })
 */
export function files<const P extends string, E>(path: P, route: Omit<Files<P, E>, 'kind' | 'path'>): AnyFiles {
  return { kind: 'files', path, ...route } as unknown as AnyFiles
}
