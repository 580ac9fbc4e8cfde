import { sessionOf } from '../../plugin/session.ts'
import { type AnyDocuments, documents, folders } from '../../source/route.ts'
import type { AnySource } from '../../source/source.ts'
import { testSource } from '../test-source.ts'
import { mutantSource } from './source.ts'
import { startMutantTracker } from './tracker.ts'

/** A source without news, of whose issues nothing but title and comments can be written, passes every case that applies. */
testSource({ source: bare(mutantSource()), flavour: 'folder by folder', start: startMutantTracker })

/** The issues of a source with one feed, listed folder by folder instead. */
function bare(source: AnySource): AnySource {
  return {
    ...source,
    open(options) {
      const { routes, feeds, connect } = sessionOf(source.open(options))
      const feed = feeds![0]!
      const issues = routes.find((route): route is AnyDocuments => route.kind === 'documents')!
      const { comment, update } = issues.write!
      return {
        routes: [
          folders('{project}', {
            async list(_scope, call) {
              const { items } = await feed.sweep!({}, call)
              const projects = new Set(items.map(({ key }) => String(key.project)))
              return { items: [...projects].map(project => ({ key: { project }, id: project })) }
            },
          }),
          documents('{project}/{id:int}.md', {
            async list({ project }, call, from) {
              const page = await feed.list!({}, call, from)
              return { ...page, items: page.items.filter(({ key }) => key.project === project) }
            },
            fetch: (wants, call) => issues.fetch(wants, call),
            render: (entity, key) => issues.render(entity, key),
            write: { texts: ['title'], comment: comment!, update: update! },
          }),
        ],
        connect: connect!,
      }
    },
  }
}
