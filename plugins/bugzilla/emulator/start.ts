import { type BugzillaEmulator, createControl } from './control.ts'
import { createStore, type Store } from './data/store.ts'
import { generate } from './generate/generate.ts'
import { createLog } from './http/log.ts'
import { createPipeline } from './http/pipeline.ts'
import { createRateLimit } from './http/rate.ts'
import { createRouter } from './http/router.ts'
import { listen } from './http/server.ts'
import { load } from './load.ts'
import type { EmulatorOptions } from './options.ts'
import { allRoutes } from './routes/index.ts'

/** Starts a Bugzilla on loopback. Throws when the port is taken or a file of `load` cannot be read. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<BugzillaEmulator> {
  const store = fill(options)
  const { log, add } = createLog()
  const route = createRouter(allRoutes({ store, pageCap: options.pageCap ?? 10_000 }))
  const pipeline = createPipeline({
    store,
    token: options.token,
    latency: options.latency ?? 0,
    faults: options.faults,
    limited: createRateLimit(options.rate, options.burst),
    route,
    log: add,
  })
  const server = await listen(options.port ?? 0, pipeline.answer)
  return {
    url: server.url,
    env: { BUGZILLA_URL: server.url, BUGZILLA_API_KEY: options.token ?? 'emulated-key' },
    summary: summarize(store),
    requests: log,
    control: createControl(store, pipeline, server),
    close: server.close,
  }
}

function fill(options: EmulatorOptions): Store {
  const store = createStore(options.flavour ?? 'stock', options.clockSkew ?? 0)
  store.mayEdit = options.mayEdit ?? true
  store.zone = options.zone ?? 0
  store.commentOn = options.commentOn ?? []
  const files = [options.load ?? []].flat()
  load(store, files)
  const issues = options.issues ?? (files.length > 0 ? 0 : 100)
  const products = options.projects ?? ['Demo']
  if (issues > 0 || files.length === 0) generate(store, { issues, products, seed: options.seed ?? 1 })
  return store
}

function summarize({ flavour, bugs, products }: Store): string {
  const name = flavour === 'bmo' ? 'Bugzilla like bugzilla.mozilla.org' : 'Bugzilla 5.2'
  return `${name}: ${bugs.size} bugs in ${[...products.keys()].join(', ')}`
}
