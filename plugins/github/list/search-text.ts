import { moment, type Selection } from '../options.ts'

/** The search of the options. */
export function searchText({ query = '', since }: Selection): string {
  return since === undefined ? query : `${query} updated:>=${moment(since, Date.now())}`
}
