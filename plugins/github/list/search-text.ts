import { moment, type Selection } from '../options.ts'

/**
 * The search of the options, with a query of a view. Newer searches take several places side by side for one that is all
 * of them (`isGrouped`), older ones know no brackets.
 */
export function searchText(selection: Selection, isGrouped: boolean, view = ''): string {
  const { query = '', since } = selection
  const places = placesOf(selection)
  const within = isGrouped && places.length > 1 ? `(${places.join(' OR ')})` : places.join(' ')
  const own = [query, view].map(text => (isGrouped && / OR /.test(text) ? `(${text})` : text))
  const updated = since === undefined ? '' : `updated:>=${moment(since, Date.now())}`
  return [...own, within, updated].filter(Boolean).join(' ')
}

/** Whether old and new searches differ about a text. */
export function isDisputed(selection: Selection, view = ''): boolean {
  return placesOf(selection).length > 1 || /\(| OR /.test(`${selection.query ?? ''} ${view}`)
}

function placesOf({ repos, owner }: Selection): readonly string[] {
  return [...repos.map(each => `repo:${each.owner}/${each.repo}`), ...(owner ? [`user:${owner}`] : [])]
}
