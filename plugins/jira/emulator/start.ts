import { createClock } from './clock.ts'
import type { Emulator } from './contract.ts'
import { createControl } from './control.ts'
import { createCatalog } from './data/catalog.ts'
import { createDirectory } from './data/directory.ts'
import { createStore, type Store } from './data/store.ts'
import { systemFields } from './data/system-fields.ts'
import { createVocabulary } from './data/vocabulary.ts'
import { generate } from './generate/generate.ts'
import { addVocabulary, caller } from './generate/site.ts'
import { createIssueWrites } from './http/issue-writes.ts'
import { createLog } from './http/log.ts'
import { createPipeline } from './http/pipeline.ts'
import { createRateLimit } from './http/rate.ts'
import { createRouter } from './http/router.ts'
import { listen } from './http/server.ts'
import { load } from './load/load.ts'
import type { EmulatorOptions, Flavour } from './options.ts'
import { createPresenter } from './present/presenter.ts'
import { allRoutes } from './routes/index.ts'
import { createSearchIndex } from './search-index.ts'
import { createRights } from './write/rights.ts'

/** Starts a Jira on loopback. Throws when the port is taken or a file of `load` cannot be read. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const flavour = options.flavour ?? 'cloud'
  const { log, add } = createLog()
  let route: ReturnType<typeof createRouter> = () => undefined
  const pipeline = createPipeline({
    flavour,
    token: options.token,
    rate: createRateLimit(flavour, options.rate, options.burst),
    latency: options.latency ?? 0,
    faults: options.faults,
    route: (method, path) => route(method, path),
    log: add,
  })
  const server = await listen(options.port ?? 0, pipeline.answer)
  try {
    const store = fill(options, flavour, server.url)
    let busySteps = options.busySteps ?? 0
    const site = {
      store,
      presenter: createPresenter(store),
      index: createSearchIndex(store, flavour === 'cloud' ? (options.searchLag ?? 0) : 0),
      options: {
        pageCap: options.pageCap ?? (flavour === 'cloud' ? 100 : 1000),
        commentCap: options.commentCap ?? 20,
        maxResultWindow: options.maxResultWindow ?? 10_000,
        timeZone: options.timeZone ?? 'Europe/Berlin',
      },
      isBusy: () => busySteps-- > 0,
      rights: createRights(options.withheld),
      teams: options.teams ?? 1,
      locked: new Set(options.locked),
      ignored: new Set(options.ignored),
      issueWrites: createIssueWrites(flavour, options.issueWrites),
    }
    route = createRouter(allRoutes(site), flavour === 'cloud' ? ['3', '2', 'latest'] : ['2', 'latest'])
    return {
      url: server.url,
      env: environment(flavour, server.url, options.token ?? 'emulated-token'),
      summary: summarize(store),
      requests: log,
      control: createControl(store, pipeline, server),
      close: server.close,
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

function fill(options: EmulatorOptions, flavour: Flavour, base: string): Store {
  const store = createStore({
    flavour,
    base,
    clock: createClock(options.clockSkew ?? 0),
    users: createDirectory(flavour, base, { ...caller, timeZone: options.timeZone ?? 'Europe/Berlin' }),
    fields: createCatalog(systemFields),
    vocabulary: createVocabulary(),
  })
  const files = [options.load ?? []].flat()
  load(store, files)
  const issues = options.issues ?? (files.length > 0 ? 0 : 100)
  if (issues > 0 || files.length === 0) {
    addVocabulary(store)
    generate(store, { issues, projects: options.projects ?? ['DEMO'], seed: options.seed ?? 1 })
  }
  for (const displayName of options.namesakes ?? []) {
    const name = `${displayName.toLowerCase().replaceAll(/\W+/g, '.')}.2`
    store.users.of({ name, displayName, emailAddress: `${name}@example.test` })
  }
  return store
}

function environment(flavour: Flavour, url: string, token: string): Readonly<Record<string, string>> {
  const email = flavour === 'cloud' ? { JIRA_EMAIL: caller.emailAddress } : {}
  return { JIRA_URL: url, ...email, JIRA_TOKEN: token }
}

function summarize(store: Store): string {
  const name = store.flavour === 'cloud' ? 'Jira Cloud' : 'Jira Data Center'
  return `${name}: ${store.issues.size} issues in ${[...store.projects.keys()].join(', ')}`
}
