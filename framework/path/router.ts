import type { AnyFeed } from '../source/feed.ts'
import type { AnyKey } from '../source/key.ts'
import type { AnyDocuments, AnyFiles, AnyFolders, Route } from '../source/route.ts'
import type { Session } from '../source/source.ts'
import { checkDistinct } from './distinct.ts'
import { checkReachable } from './reachable.ts'
import { parseTemplate, type Template } from './template.ts'

/** A route with its template read. */
export interface Compiled<R extends Route = Route> {
  readonly route: R
  readonly template: Template
  /** The template of the folder beside a document, `{project}/{key}` of `{project}/{key}.md`. */
  readonly companion: string | undefined
}

export interface CompiledFeed {
  readonly feed: AnyFeed
  readonly template: Template
}

/** The routes of a session, found by path, name and place. */
export interface Router {
  readonly documents: readonly Compiled<AnyDocuments>[]
  readonly folders: readonly Compiled<AnyFolders>[]
  readonly files: readonly Compiled<AnyFiles>[]
  readonly feeds: readonly CompiledFeed[]
  /** A route of documents by its path template. */
  route(path: string): Compiled<AnyDocuments> | undefined
  /** The document that a path may be, for one that is not in a listing yet. */
  match(path: string): { readonly compiled: Compiled<AnyDocuments>; readonly key: AnyKey } | undefined
  /** Routes that list what is directly in a folder, and the scope it is for them. */
  listingsOf(
    path: string,
  ): readonly { readonly compiled: Compiled<AnyDocuments | AnyFolders>; readonly scope: AnyKey }[]
  /** Routes in the folder beside a document. */
  beside(compiled: Compiled): readonly Compiled<AnyDocuments | AnyFiles>[]
  /** Whether documents stand directly in a folder. */
  holdsDocuments(path: string): boolean
  /** The routes whose issues are made by writing a new file into a folder, and the scope it is for them. */
  makersOf(path: string): readonly { readonly compiled: Compiled<AnyDocuments>; readonly scope: AnyKey }[]
  /** Whether documents that can be written stand, or can be made, directly in a folder. */
  writableFolder(path: string): boolean
}

/** Whether files of a route can be changed at all. */
export function isWritable({ write }: AnyDocuments): boolean {
  return write?.update !== undefined || write?.comment !== undefined || write?.create !== undefined
}

/** Reads the templates of a session. A wrong one is a `SourceError`, and so are listings that can never begin. */
export function createRouter(session: Session): Router {
  checkDistinct(session)
  checkReachable(session)
  const compiled = session.routes.map(route => ({
    route,
    template: parseTemplate(route.path),
    companion: route.kind === 'documents' && route.path.endsWith('.md') ? route.path.slice(0, -3) : undefined,
  }))
  const documents = compiled.filter((each): each is Compiled<AnyDocuments> => each.route.kind === 'documents')
  const folders = compiled.filter((each): each is Compiled<AnyFolders> => each.route.kind === 'folders')
  const files = compiled.filter((each): each is Compiled<AnyFiles> => each.route.kind === 'files')
  const feeds = (session.feeds ?? []).map(feed => ({ feed, template: parseTemplate(feed.path) }))
  const main = documents.filter(({ route }) => !route.hidden)
  const folderTemplates = new Map(compiled.map(({ template }) => [template, parseTemplate(template.folder)]))
  const scopeOf = (template: Template, path: string) => folderTemplates.get(template)!.match(path)

  return {
    documents,
    folders,
    files,
    feeds,
    route: path => documents.find(({ route }) => route.path === path),
    match(path) {
      for (const each of documents) {
        const key = each.template.match(path)
        if (key) return { compiled: each, key }
      }
      return undefined
    },
    listingsOf: path =>
      [...folders, ...main].flatMap(each => {
        const scope = scopeOf(each.template, path)
        return scope ? [{ compiled: each, scope }] : []
      }),
    beside: ({ companion }) =>
      companion === undefined
        ? []
        : [...documents, ...files].filter(({ route }) => route.path.startsWith(`${companion}/`)),
    makersOf: path =>
      main.flatMap(compiled => {
        const scope = compiled.route.write?.create ? scopeOf(compiled.template, path) : undefined
        return scope ? [{ compiled, scope }] : []
      }),
    writableFolder: path =>
      main.some(({ route, template }) => isWritable(route) && scopeOf(template, path) !== undefined),
    holdsDocuments: path => main.some(({ template }) => scopeOf(template, path) !== undefined),
  }
}
