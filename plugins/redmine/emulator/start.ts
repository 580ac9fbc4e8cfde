import { createClock } from './clock.ts'
import type { Emulator } from './contract.ts'
import { createControl } from './control.ts'
import type { Project } from './data/model.ts'
import { createStore } from './data/store.ts'
import { ADMIN, JANE, JANE_KEY } from './data/vocabulary.ts'
import { generate } from './generate/generate.ts'
import { createLog } from './http/log.ts'
import { Refusal } from './http/message.ts'
import { createPipeline } from './http/pipeline.ts'
import { createRateLimit } from './http/rate.ts'
import { createRouter } from './http/router.ts'
import { listen } from './http/server.ts'
import type { EmulatorOptions } from './options.ts'
import { createPresenter } from './present.ts'
import { readingRoutes } from './routes/reading.ts'
import { writingRoutes } from './routes/writing.ts'

/** A running emulator whose clock can be put forward. */
export interface RedmineEmulator extends Emulator {
  /** Lets time pass, in milliseconds. */
  advance(milliseconds: number): void
}

/** Starts a Redmine on loopback. Throws when the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<RedmineEmulator> {
  const { projects = ['demo', 'demo/part', 'other', 'priv'], token, restApi = true, saysClosed = true } = options
  const store = createStore(createClock(0), projects.map(projectAt))
  const { issues = 100, seed = 1, textFormat = 'markdown' } = options
  generate(store, { issues, seed, textFormat })
  const presenter = createPresenter(store, saysClosed)
  const route = createRouter([...readingRoutes(store, presenter), ...writingRoutes(store, presenter)])
  const { log, add } = createLog()
  const pipeline = createPipeline({
    latency: options.latency ?? 0,
    faults: options.faults,
    refused: createRateLimit(options.rate, options.burst),
    userOf: key => (!restApi ? undefined : key === JANE_KEY ? JANE : !token || key === token ? ADMIN : undefined),
    route: (method, path) => {
      const match = route(method, path)
      return match && !restApi && path === '/users/current.json' ? { ...match, handler: forbidden } : match
    },
    log: add,
    now: store.clock.now,
  })
  const server = await listen(options.port ?? 0, pipeline.answer)
  return {
    url: server.url,
    env: { REDMINE_URL: server.url, REDMINE_API_KEY: token ?? 'emulated-key', REDMINE_TEXT_FORMAT: textFormat },
    summary: `Redmine: ${store.issues.size} issues in ${store.projects.map(({ identifier }) => identifier).join(', ')}`,
    requests: log,
    control: createControl(store, pipeline, server),
    advance: store.clock.advance,
    close: server.close,
  }
}

function forbidden(): never {
  throw new Refusal(403)
}

/** `demo/part` is a subproject of `demo`; `priv` is not public. */
function projectAt(path: string, at: number, paths: readonly string[]): Project {
  const parent = paths.indexOf(path.slice(0, Math.max(0, path.lastIndexOf('/'))))
  const identifier = path.slice(path.lastIndexOf('/') + 1)
  return {
    id: at + 1,
    identifier,
    name: identifier[0]!.toUpperCase() + identifier.slice(1),
    parent: parent < 0 ? undefined : parent + 1,
    isPublic: identifier !== 'priv',
    categories: [{ id: at * 10 + 1, name: 'Login' }],
    versions: [{ id: at * 10 + 1, name: '1.0' }],
  }
}
