import type { Call, Page } from 'issuefs/source'
import { allOf, conditionOf, withoutOrder } from '../jql.ts'
import type { Site } from '../site.ts'
import { sweepPage } from './list.ts'

/** One page of the issues that JQL finds among those that the options select. Its ORDER BY is ignored. */
export async function searchPage(site: Site, jql: string, call: Call, from?: string): Promise<Page> {
  return sweepPage(site, call, allOf(conditionOf(site.selection), withoutOrder(jql)), from)
}
