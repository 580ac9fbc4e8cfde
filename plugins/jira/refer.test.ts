import { describe, expect, it } from 'vitest'
import type { JiraOptions } from './options.ts'
import { refer } from './refer.ts'

const options = { url: 'https://jira.example/base/' } as JiraOptions

describe('what a reference names', () => {
  const found = {
    route: '{project}/{key}.md',
    key: { project: 'PROJ', key: 'PROJ-12' },
    url: 'https://jira.example/base/browse/PROJ-12',
    shown: true,
  }

  it.each([
    'PROJ-12',
    'https://jira.example/base/browse/PROJ-12',
    'https://JIRA.example/base/browse/PROJ-12?focusedCommentId=7#comment',
  ])('%s', reference => {
    expect(refer(reference, options)).toEqual(found)
  })

  it.each([
    'PROJ',
    'PROJ-0',
    'utf-8',
    'PROJ-12,',
    '#12',
    '12',
    'https://jira.example/browse/PROJ-12',
    'https://other.example/base/browse/PROJ-12',
    'https://jira.example/base/browse/%E0%A4%A',
    'https://[',
    '',
  ])('nothing: %s', reference => {
    expect(refer(reference, options)).toBeUndefined()
  })

  it('of a project that the options leave out, it says so', () => {
    const some = { ...options, projects: ['ops'] } as JiraOptions
    expect(refer('PROJ-12', some)).toMatchObject({ shown: false })
    expect(refer('OPS-1', some)).toMatchObject({ shown: true })
  })
})
