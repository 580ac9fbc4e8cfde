import { type Call, isSourceError } from 'issuefs/source'

/** How a request goes through the layers of the kernel. */
export interface How {
  readonly limit: 'rest' | 'graphql'
  /** Statuses that are answers. */
  readonly accept?: readonly number[]
  /** Whether the answer is text. @default false: JSON */
  readonly text?: boolean
  /** Whether it may be sent again when nobody knows what became of it. @default true */
  readonly safe?: boolean
}

/** What octokit gives its `fetch`. */
interface Init {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * What a request that writes costs of the pace: GitHub allows 900 points of REST a minute, of which one that reads takes one
 * and one that writes five. With the ten a second that are left to reading, four keep within it.
 */
const WRITING = 4

/** How often a request is sent whose answer breaks off: `call.fetch` repeats only what fails before that. */
const ATTEMPTS = 3

/**
 * A `fetch` for octokit that sends through `call.fetch`. What only reads, or sets a value, is sent again, POSTs too.
 * The body is read here: octokit takes half an answer for a whole one.
 */
export function throughCall(call: Call, how: How): (url: string, init?: Init) => Promise<Response> {
  const { safe = true } = how
  return async (url, init = {}) => {
    const { method = 'GET' } = init
    for (let attempt = 1; ; attempt += 1) {
      const response = await call.fetch(url, {
        method,
        headers: init.headers ?? {},
        ...(typeof init.body === 'string' && { body: init.body }),
        accept: how.accept ?? [],
        limit: how.limit,
        cost: how.limit === 'rest' && method !== 'GET' ? WRITING : 1,
        safe,
      })
      const isLast = !safe || attempt === ATTEMPTS || call.signal.aborted
      try {
        const text = await response.text()
        if (isLast || isWhole(response, text)) return copyOf(response, text)
      } catch (error) {
        if (isLast || !isSourceError(error) || error.kind === 'cancelled') throw error
      }
    }
  }
}

/** Whether what says that it is JSON can be read as such. */
function isWhole({ status, headers }: Response, text: string): boolean {
  if (status !== 200 || !/json/.test(headers.get('content-type') ?? '')) return true
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function copyOf({ status, headers }: Response, text: string): Response {
  return new Response(status === 204 || status === 304 ? null : text, { status, headers })
}
