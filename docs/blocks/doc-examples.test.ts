import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as program from '../../framework/index.ts'
import * as testkit from '../../framework/testkit/index.ts'
import { docExamples, exportedNames, wrongExamples } from './doc-examples.ts'

const root = join(import.meta.dirname, '../..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const examples = globSync('{framework,plugins}/**/*.ts', { cwd: root, exclude: ['**/node_modules'] })
  .filter(path => !/\.test|\/template\//.test(path))
  .sort()
  .flatMap(path => docExamples(path, read(path)))
const doors = {
  'issuefs/source': exportedNames(read('framework/source.ts')),
  'issuefs/testkit': exportedNames(read('framework/testkit/index.ts')),
  issuefs: exportedNames(read('framework/index.ts')),
}

test('examples are found in doc comments, with what they are about', () => {
  const source = [
    "const path = '/**/x'",
    '/** Nothing. */',
    '/**',
    ' * One.',
    ' *',
    ' * @throws Error never',
    ' * @example',
    ' * const one = `a`',
    ' *   .trim()',
    ' * @default 1',
    ' */',
    'export async function one() {}',
    'export interface Two {',
    '  /**',
    '   * @example two()',
    '   * @example',
    '   * ```sh',
    '   * ls',
    '   * ```',
    '   */',
    '  two(): void',
    '}',
    '',
  ].join('\n')
  expect(docExamples('a.ts', source)).toEqual([
    { place: 'a.ts:7', of: 'one', code: 'const one = `a`\n  .trim()' },
    { place: 'a.ts:15', of: undefined, code: 'two()' },
  ])
})

test('the names of a door are those that others import', () => {
  const door = "export { a as b, type C } from './a.ts'\nexport type {\n  D,\n  E,\n} from './d.ts'\n"
  expect(exportedNames(door)).toEqual(['b', 'C', 'D', 'E'])
})

test('every example compiles, and one that does not is found', { timeout: 120_000 }, () => {
  const wrong = { place: 'wrong.ts:1', of: undefined, code: "const limit: RateLimit = { name: 'all', rate: '5' }" }
  expect(wrongExamples(root, [...examples, wrong], doors)).toEqual([
    expect.stringMatching(/^wrong\.ts:1 .*'string' is not assignable to type 'number'/),
  ])
})

test('every function and class that a door exports has an example', () => {
  const exported = [program, testkit].flatMap(door => Object.values<unknown>(door))
  const names = exported.flatMap(value => (typeof value === 'function' ? value.name : []))
  const shown = new Set(examples.map(({ of }) => of))
  expect(names.length).toBeGreaterThan(20)
  expect(names.filter(name => !shown.has(name))).toEqual([])
})

test.each(globSync('plugins/*/index.ts', { cwd: root }).sort())('%s says what it is', path => {
  expect(read(path)).toMatch(/^\/\*\* .+ \*\/\nexport default /m)
})
