import type { Emulator, EmulatorOptions } from './contract.ts'
import { createControl } from './control.ts'
import { createStore, fullName, type Store } from './data/store.ts'
import { generate } from './generate/generate.ts'
import { graphqlRoute } from './graphql/route.ts'
import { createSchema } from './graphql/schema.ts'
import { createLimits } from './http/limits.ts'
import { createLog } from './http/log.ts'
import { createPipeline } from './http/pipeline.ts'
import { createRouter } from './http/router.ts'
import { listen } from './http/server.ts'
import { load } from './load/load.ts'
import { restRoutes } from './rest/routes.ts'
import { writeRoutes } from './write/index.ts'

/** Starts a GitHub on loopback. Throws when the port is taken or a file of `load` cannot be read. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const {
    hourly = 5000,
    window = 3_600_000,
    rate,
    burst,
    unknown = [],
    mayReadProjects = true,
    mayReadTeams = true,
  } = options
  const { log, add } = createLog()
  const limits = createLimits({ hourly, window, rate, burst })
  let route: ReturnType<typeof createRouter> = () => undefined
  const pipeline = createPipeline({
    token: options.token,
    limits,
    latency: options.latency ?? 0,
    faults: options.faults,
    route: (method, path) => route(method, path),
    log: add,
  })
  const server = await listen(options.port ?? 0, pipeline.answer)
  try {
    const store = fill(options, server.url)
    store.rights = options.rights ?? 'admin'
    store.lag = options.lag ?? 0
    store.version = options.version
    store.types = options.types ?? 'repository'
    const schema = createSchema(store, { unknown, mayReadProjects, mayReadTeams })
    route = createRouter([
      ...restRoutes(store),
      ...writeRoutes(store, options.creations ?? Number.POSITIVE_INFINITY),
      graphqlRoute(schema, options.mostNodes ?? Number.POSITIVE_INFINITY),
    ])
    return {
      url: server.url,
      env: environment(store, options.token ?? 'emulated-token'),
      summary: summarize(store),
      requests: log,
      spent: limits.spent,
      control: createControl(store, pipeline, server),
      close: server.close,
    }
  } catch (error) {
    await server.close()
    throw error
  }
}

function fill(options: EmulatorOptions, base: string): Store {
  const store = createStore(base)
  const files = [options.load ?? []].flat()
  load(store, files)
  const issues = options.issues ?? (files.length > 0 ? 0 : 100)
  const projects = options.projects ?? (files.length > 0 ? [] : ['acme/demo'])
  for (const name of projects) if (!store.repo(name)) store.addRepo(name)
  if (issues > 0)
    generate(store, { issues, projects: projects.length > 0 ? projects : ['acme/demo'], seed: options.seed ?? 1 })
  return store
}

function environment(store: Store, token: string): Readonly<Record<string, string>> {
  return { GITHUB_API_URL: store.base, GITHUB_TOKEN: token, GITHUB_REPOS: store.repos.map(fullName).join(',') }
}

function summarize(store: Store): string {
  const items = store.repos.flatMap(({ items }) => [...items.values()])
  const pulls = items.filter(({ pull }) => pull).length
  return `GitHub: ${items.length - pulls} issues and ${pulls} pull requests in ${store.repos.map(fullName).join(', ')}`
}
