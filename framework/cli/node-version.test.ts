import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { whyTooOld } from './node-version.ts'

test.each(['22.18.0', '22.19.0', '23.0.0', '24.1.0', '100.0.0'])('Node %s will do', version => {
  expect(whyTooOld(version)).toBeUndefined()
})

test.each(['22.17.1', '20.20.2', '8.0.0'])('Node %s is refused with what is needed', version => {
  expect(whyTooOld(version)).toMatch(new RegExp(`^issuefs needs Node 22\\.18 or newer; this is Node ${version}\\.`))
})

test('the package asks npm for the same', () => {
  const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  expect(read('../../package.json').engines.node).toBe('>=22.18')
  const template = read('new-plugin/template/_package.json')
  expect([template.engines.node, template.devEngines.runtime.version]).toEqual(['>=22.18', '>=22.18'])
})
