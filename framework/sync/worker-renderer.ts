import { Worker } from 'node:worker_threads'
import { ownEnding } from '../plugin/ending.ts'
import type { RenderAnswer, Renderer, RenderJob } from './render.ts'
import type { RenderReply, RenderRequest, RenderWorkerData } from './render-worker.ts'

interface Waiting {
  /** Whether it is the only one in the thread. */
  readonly alone: boolean
  readonly jobs: readonly RenderJob[]
  readonly resolve: (answers: readonly RenderAnswer[]) => void
}

/**
 * Renders in a worker thread, so that the main thread is free for the network. A worker that dies is replaced; what it
 * was at is tried once more, one entity at a time, so that one that kills it fails alone.
 */
export function createWorkerRenderer(data: RenderWorkerData): Renderer {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  /** Whether it has loaded the plugin. */
  let ready = false
  let next = 0
  let retries: Promise<unknown> = Promise.resolve()
  let closed = false

  function start(): Worker {
    ready = false
    const made = new Worker(new URL(`./render-worker${ownEnding}`, import.meta.url), {
      workerData: data,
      name: 'issuefs render',
    })
    made.unref()
    made.on('message', ({ id, answers }: RenderReply) => {
      ready = true
      waiting.get(id)?.resolve(answers)
      waiting.delete(id)
    })
    made.on('error', thrown => lost(made, thrown))
    made.on('exit', () => lost(made, new Error('the renderer stopped')))
    return made
  }

  function lost(from: Worker, thrown: unknown): void {
    if (worker !== from) return
    worker = undefined
    const problem = `The source's renderer failed: ${thrown instanceof Error ? thrown.message : String(thrown)}`
    const left = [...waiting.values()]
    waiting.clear()
    for (const { jobs, alone, resolve } of left) {
      if (closed || alone || !ready) resolve(jobs.map(() => ({ problem })))
      else retries = retries.then(async () => resolve(await oneByOne(jobs)))
    }
  }

  async function oneByOne(jobs: readonly RenderJob[]): Promise<readonly RenderAnswer[]> {
    const answers: RenderAnswer[] = []
    for (const job of jobs) answers.push(...(await send([job], true)))
    return answers
  }

  function send(jobs: readonly RenderJob[], alone: boolean): Promise<readonly RenderAnswer[]> {
    if (closed) return Promise.resolve(jobs.map(() => ({ problem: 'The renderer was closed.' })))
    worker ??= start()
    const id = next++
    return new Promise(resolve => {
      waiting.set(id, { jobs, alone, resolve })
      worker!.postMessage({ id, jobs } satisfies RenderRequest)
    })
  }

  return {
    async render(jobs) {
      await retries
      return send(jobs, false)
    },
    async close() {
      closed = true
      await worker?.terminate()
    },
  }
}
