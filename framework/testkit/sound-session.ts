import type { AnyFeed } from '../source/feed.ts'
import type { Page } from '../source/page.ts'
import type { AnyDocuments, AnyFolders, Route } from '../source/route.ts'
import type { Session } from '../source/source.ts'
import { soundDelta, soundGots, soundPage } from '../sync/answer.ts'
import { unsoundDocument } from '../sync/unsound-document.ts'

/** A session whose answers are looked at as the kernel does: what is not as the contract says is an error that says so. */
export function soundSession(session: Session): Session {
  return {
    ...session,
    routes: session.routes.map(soundRoute),
    ...(session.feeds && { feeds: session.feeds.map(soundFeed) }),
  }
}

function soundRoute(route: Route): Route {
  if (route.kind === 'files') return route
  const what = `The listing of "${route.path}"`
  if (route.kind === 'folders') return { ...route, list: sound(route.list.bind(route), what) } satisfies AnyFolders
  return {
    ...route,
    ...(route.list && { list: sound(route.list.bind(route), what) }),
    ...(route.sweep && { sweep: sound(route.sweep.bind(route), `The sweep of "${route.path}"`) }),
    render(entity, key) {
      const document = route.render(entity, key)
      const wrong = unsoundDocument(document)
      if (wrong) throw new Error(wrong)
      return document
    },
    fetch: async (wants, call) => soundGots(await route.fetch(wants, call), wants.length, route.path),
  } satisfies AnyDocuments
}

function soundFeed(feed: AnyFeed): AnyFeed {
  return {
    ...feed,
    ...(feed.list && { list: sound(feed.list.bind(feed), `The listing of the feed "${feed.name}"`) }),
    ...(feed.sweep && { sweep: sound(feed.sweep.bind(feed), `The sweep of the feed "${feed.name}"`) }),
    changes: async (scope, call, since) => soundDelta(await feed.changes(scope, call, since), feed.name),
  }
}

function sound<A extends readonly unknown[]>(list: (...asked: A) => Promise<Page>, what: string) {
  return async (...asked: A): Promise<Page> => soundPage(await list(...asked), what)
}
