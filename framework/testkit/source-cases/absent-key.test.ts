import { expect, it } from 'vitest'
import { parseTemplate } from '../../path/template.ts'
import { absentKey } from './absent-key.ts'

const absent = (template: string, key: object) => absentKey(parseTemplate(template), key as never)

it('differs in the name and stays in the folder', () => {
  expect(absent('{project}/{id:int}.md', { project: 'app', id: 7 })).toEqual({ project: 'app', id: 987_654_321 })
  expect(absent('{list}/{year:int}/{id}.md', { list: 'dev', year: 2026, id: '<1@x>' })).toEqual({
    list: 'dev',
    year: 2026,
    id: '<1@x>987654',
  })
})

it('differs in the folder where the name says nothing', () => {
  expect(absent('{id:int}/issue.md', { id: 7 })).toEqual({ id: 987_654_321 })
  expect(absent('about.md', {})).toBeUndefined()
})
