import { expect, test } from 'vitest'
import { viewNames } from './view-names.ts'

const namesOf = (...paths: string[]): readonly (string | undefined)[] => {
  const names = viewNames(paths)
  return paths.map(path => names.get(path))
}

test("a file's own name, with its folders in front where another issue has the same", () => {
  expect(namesOf('PROJ/PROJ-1.md', 'PROJ/PROJ-2.md')).toEqual(['PROJ-1.md', 'PROJ-2.md'])
  expect(namesOf('acme/app/issues/1.md', 'acme/web/issues/1.md', 'acme/app/issues/2.md')).toEqual([
    'acme-app-issues-1.md',
    'acme-web-issues-1.md',
    '2.md',
  ])
})

test('names that differ in case only are told apart too', () => {
  expect(namesOf('a/x.md', 'b/X.md')).toEqual(['a-x.md', 'b-X.md'])
})

test('folders that join to the same name', () => {
  const names = namesOf('a-b/c/1.md', 'a/b-c/1.md')
  expect(new Set(names).size).toBe(2)
  expect(names).toEqual(['a-b%2Fc%2F1.md', 'a%2Fb-c%2F1.md'])
})

test('no name is longer than 255 bytes', () => {
  const folder = 'x'.repeat(200)
  const names = namesOf(`${folder}/a/1.md`, `${folder}/${folder}/1.md`, `${folder}/b${folder}/1.md`)
  expect(new Set(names).size).toBe(3)
  for (const name of names) expect(Buffer.byteLength(name!)).toBeLessThanOrEqual(255)
})

test('a joined name never takes the place of an own one', () => {
  expect(new Set(namesOf('a/1.md', 'b/1.md', 'c/a-1.md')).size).toBe(3)
})
