import { SourceError } from 'issuefs/source'

/** Parameters of a search; one name may come several times. */
export type Criteria = readonly (readonly [name: string, value: string])[]

/** What a user gave as a query: criteria, or the name of a saved search in its address. */
export type ReadQuery = { readonly criteria: Criteria } | { readonly saved: string }

/** What says how to show or page results, and not which bugs they are; and what may carry a credential. */
const PRESENTATION = new Set([
  'api_key',
  'bugzilla_api_key',
  'columnlist',
  'count_only',
  'ctype',
  'debug',
  'exclude_fields',
  'format',
  'human',
  'include_fields',
  'known_name',
  'last_change_time',
  'limit',
  'list_id',
  'offset',
  'order',
  'query_based_on',
  'query_format',
  'title',
  'tweak',
])

/**
 * Reads the address of an advanced search, its query string, or words of the summary.
 *
 * @param site the address of Bugzilla; an address of another server is refused
 * @throws SourceError `invalid` for what the REST interface cannot search for
 */
export function readQuery(query: string, site: string): ReadQuery {
  const text = query.trim()
  if (/^https?:/i.test(text)) {
    const url = URL.parse(text)
    if (!url || url.host !== URL.parse(site)?.host) {
      throw new SourceError('invalid', `The query is not a search at ${site}: copy the address of a search there.`)
    }
    return readParameters(url.searchParams)
  }
  if (!text.includes('=')) return { criteria: [['summary', text]] }
  return readParameters(new URLSearchParams(text.replace(/^[^=&]*\?/, '')))
}

/** The criteria among the parameters of `buglist.cgi`. */
export function readParameters(parameters: URLSearchParams): ReadQuery {
  const name = parameters.get('namedcmd')
  if (name && parameters.get('cmdtype')?.endsWith('runnamed')) return { saved: name }
  if (parameters.has('quicksearch')) {
    const remedy = 'open the search in a browser, choose “Edit Search”, search again, and give that address'
    throw new SourceError('invalid', `The REST interface of Bugzilla cannot page through a quick search: ${remedy}.`)
  }
  const criteria = [...parameters].filter(([key, value]) => !PRESENTATION.has(key.toLowerCase()) && value !== '')
  if (criteria.length === 0) throw new SourceError('invalid', 'The query has no criteria: it would find every bug.')
  return { criteria: renumbered(criteria) }
}

/** The same criteria, but for one product only. */
export function inProducts(criteria: Criteria, products: readonly string[]): Criteria {
  return [...products.map(product => ['product', product] as const), ...criteria.filter(([name]) => name !== 'product')]
}

/**
 * Numbers boolean charts (`f1`, `o1`, `v1`) without gaps: the server puts its own condition for `last_change_time` at
 * the count of charts plus one, and would replace one that stands there.
 */
function renumbered(criteria: Criteria): Criteria {
  const numbers = criteria.flatMap(([name]) => /^f(\d+)$/.exec(name)?.[1] ?? [])
  const order = [...new Set(numbers.map(Number))].toSorted((a, b) => a - b)
  const places = new Map(order.map((number, at) => [number, at + 1]))
  return criteria.flatMap(([name, value]) => {
    const [, letter, number] = /^([fovnj])(\d+)$/.exec(name) ?? []
    if (letter === undefined) return [[name, value] as const]
    const place = places.get(Number(number))
    return place === undefined ? [] : [[`${letter}${place}`, value] as const]
  })
}
