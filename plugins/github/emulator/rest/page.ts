import type { Store } from '../data/store.ts'
import { type Reply, type Request, wholeNumber } from '../http/message.ts'

/** One page of a list, with the `Link` header to the others. */
export function page<T>(
  request: Request,
  all: readonly T[],
  store: Store,
  show: (one: T) => unknown = one => one,
): Reply {
  const size = Math.min(100, Math.max(1, wholeNumber(request.query.get('per_page'), 30)))
  const number = Math.max(1, wholeNumber(request.query.get('page'), 1))
  const last = Math.max(1, Math.ceil(all.length / size))
  const address = (to: number) => {
    const url = new URL(request.path, store.base)
    url.searchParams.set('page', String(to))
    return url.href
  }
  const links = [
    ...(number > 1 ? [`<${address(number - 1)}>; rel="prev"`] : []),
    ...(number < last ? [`<${address(number + 1)}>; rel="next"`, `<${address(last)}>; rel="last"`] : []),
  ]
  return {
    status: 200,
    json: all.slice((number - 1) * size, number * size).map(show),
    ...(links.length > 0 && { headers: { Link: links.join(', ') } }),
  }
}
