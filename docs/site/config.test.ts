import { expect, test } from 'vitest'
import config from './config.ts'
import { sitePages } from './pages.ts'

/** Links that stand in some setting, at any depth. */
function linksOf(setting: unknown): readonly string[] {
  if (typeof setting !== 'object' || setting === null) return []
  return Object.entries(setting).flatMap(([name, value]) => (name === 'link' ? [String(value)] : linksOf(value)))
}

test('the menus lead to pages, and to every page of the docs', () => {
  const { nav, sidebar } = config.themeConfig
  const pages = [...sitePages().values()].map(page => `/${page}`)
  const links = [...linksOf(nav), ...linksOf(sidebar)]
  const made = /^\/(api|decisions)\//
  expect(links.filter(link => !made.test(link) && !pages.includes(link))).toEqual([])
  expect(pages.filter(page => !made.test(page) && !links.includes(page))).toEqual([])
})
