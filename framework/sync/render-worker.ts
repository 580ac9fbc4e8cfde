import { parentPort, workerData } from 'node:worker_threads'
import { createRouter } from '../path/router.ts'
import { loadPlugin } from '../plugin/load.ts'
import { sessionOf } from '../plugin/session.ts'
import type { Options, Values } from '../source/options.ts'
import { createReferences, type ReferenceMount } from './references.ts'
import type { RenderAnswer, RenderJob } from './render.ts'
import { renderEntity } from './render-entity.ts'

/** The worker's side of `worker-renderer.ts`: loads the plugin once, then renders what it is sent. */

export interface RenderWorkerData {
  readonly module: string
  readonly options: Values<Options>
  /** The mount's folder. */
  readonly name: string
  /** The mounts that references may lead into. */
  readonly references: readonly {
    readonly name: string
    readonly module: string
    readonly options: Values<Options>
  }[]
}

export interface RenderRequest {
  readonly id: number
  readonly jobs: readonly RenderJob[]
}

/** The reply that says that the plugin is loaded has the id -1. */
export interface RenderReply {
  readonly id: number
  readonly answers: readonly RenderAnswer[]
}

const { module, options, name, references: table } = workerData as RenderWorkerData
const router = createRouter(sessionOf((await loadPlugin(new URL(module))).open(options)))
const references = createReferences((await Promise.all(table.map(load))).flat(), name)

/** A plugin of another mount that does not load is that mount's trouble. */
async function load(row: RenderWorkerData['references'][number]): Promise<readonly ReferenceMount[]> {
  try {
    return [{ ...row, source: await loadPlugin(new URL(row.module)) }]
  } catch {
    return []
  }
}

parentPort!.on('message', ({ id, jobs }: RenderRequest) => {
  const answers = jobs.map(job => renderEntity(router, job, references))
  const moved = answers.flatMap(answer =>
    'bytes' in answer && ownsBuffer(answer.bytes) ? [answer.bytes.buffer as ArrayBuffer] : [],
  )
  parentPort!.postMessage({ id, answers } satisfies RenderReply, moved)
})

parentPort!.postMessage({ id: -1, answers: [] } satisfies RenderReply)

/** Bytes that are a part of a pool are copied instead. */
function ownsBuffer(bytes: Uint8Array): boolean {
  return bytes.byteLength === bytes.buffer.byteLength
}
