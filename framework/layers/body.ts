/** Bytes of a body that are read ahead of the reader. Short bodies end, and free their connection, unread. */
const ahead = 64 * 1024

export interface BodyWatch {
  /** Milliseconds without a byte, while one is wanted, after which `onIdle` is called. */
  readonly idle: number
  /** Must make the read under way fail. */
  readonly onIdle: () => void
  readonly onBytes: (bytes: number) => void
  /** Once, when no more bytes come: read to the end, failed, or not wanted any more. */
  readonly onEnd: () => void
  /** What the reader gets for what the connection threw. */
  readonly errorOf: (thrown: unknown) => Error
}

/** The same response, its body watched. */
export function watchBody(response: Response, watch: BodyWatch): Response {
  if (!response.body) {
    watch.onEnd()
    return response
  }
  const { status, statusText, headers, url } = response
  const watched = new Response(watchedStream(response.body, watch), { status, statusText, headers })
  return Object.defineProperty(watched, 'url', { value: url })
}

/** Lets go of a body that nobody reads. */
export async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => {})
}

function watchedStream(body: ReadableStream<Uint8Array>, watch: BodyWatch): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let unwanted = false
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const timer = setTimeout(watch.onIdle, watch.idle)
        try {
          const { done, value } = await reader.read()
          if (unwanted) return
          if (done) {
            watch.onEnd()
            return controller.close()
          }
          watch.onBytes(value.length)
          controller.enqueue(value)
        } catch (thrown) {
          if (unwanted) return
          watch.onEnd()
          controller.error(watch.errorOf(thrown))
        } finally {
          clearTimeout(timer)
        }
      },
      async cancel(reason) {
        unwanted = true
        watch.onEnd()
        await reader.cancel(reason)
      },
    },
    new ByteLengthQueuingStrategy({ highWaterMark: ahead }),
  )
}
