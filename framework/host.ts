import 'reflect-metadata'
import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { type DependencyContainer, type InjectionToken, instanceCachingFactory, container as root } from 'tsyringe'
import type { Host, HostOptions, MountRequest } from './host/contract.ts'
import { createHostDemand } from './host/demand.ts'
import { createDisposals } from './host/disposals.ts'
import { openEdits, openWriting } from './host/edits.ts'
import { referenceTable, renderRevision } from './host/reference-table.ts'
import { createRenderer } from './host/renderer.ts'
import { scopeDigest } from './host/scope-digest.ts'
import { startTogether } from './host/start-together.ts'
import { type HostStatus, mountStatus } from './host/status.ts'
import { withDefaults } from './host/with-defaults.ts'
import { listStored } from './journal/listed-edit.ts'
import { type Calls, createCalls } from './layers/stack.ts'
import { createTrace, type Trace } from './layers/trace.ts'
import { createRouter, type Router } from './path/router.ts'
import { sessionOf } from './plugin/session.ts'
import type { Session } from './source/source.ts'
import type { MountRow } from './store/contract.ts'
import { openSpool, type Spool } from './store/spool.ts'
import { openStore, type Store } from './store/sqlite.ts'
import { defaultPolicy } from './sync/freshness.ts'
import { createMountSync, type MountSync } from './sync/mount.ts'
import type { Renderer } from './sync/render.ts'
import { startUpkeep } from './sync/upkeep.ts'
import { type Abilities, abilitiesOf } from './tree/abilities.ts'
import type { Demand } from './tree/demand.ts'
import { readmeText } from './tree/readme.ts'
import { settleMounts } from './tree/settle-mounts.ts'
import type { Vfs } from './vfs/contract.ts'
import { createVfs } from './vfs/vfs.ts'
import { walk } from './vfs/walk.ts'

export type { Host, HostOptions, MountRequest } from './host/contract.ts'

const tokens = {
  store: Symbol('store') as InjectionToken<Store>,
  spool: Symbol('spool') as InjectionToken<Spool>,
  demand: Symbol('demand') as InjectionToken<Demand>,
  vfs: Symbol('vfs') as InjectionToken<Vfs>,
  row: Symbol('row') as InjectionToken<MountRow>,
  session: Symbol('session') as InjectionToken<Session>,
  router: Symbol('router') as InjectionToken<Router>,
  trace: Symbol('trace') as InjectionToken<Trace>,
  calls: Symbol('calls') as InjectionToken<Calls>,
  renderer: Symbol('renderer') as InjectionToken<Renderer>,
  sync: Symbol('sync') as InjectionToken<MountSync>,
} as const

/**
 * Wires store, sources and file side together. Nothing is asked of any tracker before `start`.
 *
 * @throws SourceError when the store is in use, or an option or a template makes no sense
 * @example
 * const mounts = [{ name: '', source: await loadPlugin(locatePlugin('jira', process.cwd())), options: { url } }]
 * const host = openHost({ mounts, cacheFolder: '/var/cache/triage' })
 * await host.start()
 * await host.settled()
 * const { ino } = await walk(host.vfs, 'PROJ/PROJ-1.md')
 * const text = Buffer.from(await readWhole(host.vfs, ino)).toString()
 * await host.stop()
 */
export function openHost(given: HostOptions): Host {
  const options = {
    ...given,
    mounts: given.mounts.map(request => ({ ...request, options: withDefaults(request.source, request.options) })),
  }
  const started = new Date().toISOString()
  const policy = { ...defaultPolicy, ...options.policy }
  const disposals = createDisposals()
  const table = referenceTable(options.mounts)
  const container = root.createChildContainer()
  const provide = <T>(
    into: DependencyContainer,
    token: InjectionToken<T>,
    make: (from: DependencyContainer) => T,
  ): void => {
    into.register(token, { useFactory: instanceCachingFactory(make) })
  }

  provide(container, tokens.store, () => {
    const { purpose, now } = options
    const store = openStore(options.cacheFolder, { ...(purpose !== undefined && { purpose }), ...(now && { now }) })
    disposals.add(() => store.close())
    return store
  })
  provide(container, tokens.spool, () => openSpool(join(options.cacheFolder, 'spool')))

  const store = container.resolve(tokens.store)
  const journal = openEdits(options.stateFolder, options.purpose, sentence => options.onNotice?.(sentence, ''))
  disposals.add(() => journal?.close())
  const writes = options.write !== undefined && journal !== undefined
  let mounts: readonly { readonly request: MountRequest; readonly scope: DependencyContainer }[] = []
  try {
    mounts = openMounts()
  } catch (thrown) {
    journal?.close()
    store.close()
    void disposals.dispose()
    throw thrown
  }
  const demands = new Map(
    mounts.map(({ scope }) => [scope.resolve(tokens.row).mount, scope.resolve(tokens.sync).demand]),
  )
  const atRoot = mounts.find(({ request }) => request.name === '')?.scope.resolve(tokens.row).mount

  provide(container, tokens.demand, () =>
    createHostDemand(
      store,
      demands,
      () => `${JSON.stringify(status(), undefined, 2)}\n`,
      () => atRoot,
    ),
  )
  provide(container, tokens.vfs, from =>
    createVfs({
      store,
      demand: from.resolve(tokens.demand),
      deadline: policy.deadline,
      ...(writing ? { edits: writing.edits } : {}),
    }),
  )
  const writing =
    options.write === undefined || journal === undefined
      ? undefined
      : openWriting({
          store,
          journal,
          table,
          mode: options.write,
          allowDelete: options.allowDelete ?? false,
          deadline: policy.deadline,
          sending: options.sending ?? {},
          mounts: mounts.map(({ request, scope }) => ({
            request,
            row: scope.resolve(tokens.row),
            sync: scope.resolve(tokens.sync),
          })),
          notice: (sentence, mount) => options.onNotice?.(sentence, mount),
        })
  disposals.add(() => writing?.stop())
  const vfs = container.resolve(tokens.vfs)

  /** One child container per mount. */
  function openMounts(): typeof mounts {
    for (const notice of store.notices) options.onNotice?.(notice, '')
    const rows = store.transaction(write =>
      settleMounts(
        write,
        store.read,
        options.mounts.map(({ name, source, options: values }) => ({
          name,
          source: source.name,
          scope: scopeDigest(source, values),
          revision: renderRevision(source, table),
        })),
      ),
    )
    return options.mounts.map((request, at) => ({ request, scope: openMount(request, rows[at]!) }))
  }

  function openMount(request: MountRequest, row: MountRow): DependencyContainer {
    const scope = container.createChildContainer()
    const abort = new AbortController()
    setMaxListeners(0, abort.signal)
    provide(scope, tokens.row, () => row)
    provide(scope, tokens.session, () => sessionOf(request.source.open(request.options)))
    provide(scope, tokens.router, from => createRouter(from.resolve(tokens.session)))
    provide(scope, tokens.trace, () =>
      createTrace({ onExchange: record => options.onExchange?.(record, request.name) }),
    )
    provide(scope, tokens.calls, from =>
      createCalls({
        limits: from.resolve(tokens.session).limits ?? [],
        trace: from.resolve(tokens.trace),
        allowInsecure: request.allowInsecure ?? false,
      }),
    )
    provide(scope, tokens.renderer, from => createRenderer(request, table, from.resolve(tokens.router)))
    provide(scope, tokens.sync, from => {
      const current = (): MountRow => store.read.mounts.mount(row.mount)!
      const { write: sends, allowDelete = false } = options
      const abilities = (): Abilities | undefined =>
        writes && sends ? abilitiesOf(from.resolve(tokens.session).routes, { sends, allowDelete }) : undefined
      const viewNames = (): readonly string[] => sync.views().map(({ name }) => name)
      const sync: MountSync = createMountSync(
        {
          store,
          mount: current,
          mountRevision: renderRevision(request.source, table),
          session: from.resolve(tokens.session),
          router: from.resolve(tokens.router),
          calls: from.resolve(tokens.calls),
          renderer: from.resolve(tokens.renderer),
          policy,
          writes,
          now: options.now ?? Date.now,
          signal: abort.signal,
          report: error => options.onError?.(error, request.name),
          progress: () => {},
        },
        {
          spool: from.resolve(tokens.spool),
          fresh: () => sessionOf(request.source.open(request.options)),
          instance: typeof request.options.url === 'string' ? request.options.url : request.source.name,
          views: request.views ?? {},
          readme: () => readmeText(current(), request.source.summary, viewNames(), abilities()),
          notice: sentence => options.onNotice?.(sentence, request.name),
          abort,
        },
      )
      disposals.add(() => sync.stop())
      return sync
    })
    scope.resolve(tokens.sync)
    return scope
  }

  function status(): HostStatus {
    const { files, bytes } = store.read.nodes.totals()
    return {
      started,
      mounts: mounts.map(({ scope }) =>
        mountStatus({
          read: store.read,
          mount: scope.resolve(tokens.row).mount,
          sync: scope.resolve(tokens.sync),
          trace: scope.resolve(tokens.trace).snapshot(),
          limits: scope.resolve(tokens.calls).limits(),
          router: scope.resolve(tokens.router),
        }),
      ),
      store: { path: store.path, files, bytes },
      edits: (writing?.control.list() ?? (journal ? listStored(journal, store.read.mounts.mounts()) : [])).filter(
        ({ state }) => state !== 'sent',
      ),
    }
  }

  const each = async (work: (sync: MountSync) => Promise<void>): Promise<void> => {
    await Promise.all(mounts.map(({ scope }) => work(scope.resolve(tokens.sync))))
  }

  return {
    vfs,
    store,
    journal,
    edits: writing?.control,
    async start(how) {
      disposals.add(startUpkeep(store, error => options.onError?.(error, '')))
      writing?.start()
      if (mounts.length === 1 && how === undefined) return each(sync => sync.start())
      await startTogether(
        mounts.map(({ request, scope }) => ({
          sync: scope.resolve(tokens.sync),
          notice: sentence => options.onNotice?.(sentence, request.name),
        })),
      )
    },
    listed: () => each(sync => sync.listed(mounts.length === 1 ? undefined : 'others')),
    settled: () => each(sync => sync.settled()),
    async refresh(path) {
      const at = path === undefined ? undefined : (await walk(vfs, path)).ino
      const mount = at === undefined ? undefined : store.read.nodes.node(at)?.mount
      const chosen = mounts.filter(({ scope }) => mount === undefined || scope.resolve(tokens.row).mount === mount)
      const answers = await Promise.allSettled(chosen.map(({ scope }) => scope.resolve(tokens.sync).refresh(at)))
      const failed = answers.find(({ status }) => status === 'rejected')
      if (failed) throw (failed as PromiseRejectedResult).reason
    },
    status,
    stop: disposals.dispose,
  }
}
