import { expect, test } from 'vitest'
import type { Front } from '../source/document.ts'
import type { Reference } from '../source/reference.ts'
import { markdownText } from '../source/text.ts'
import { createReferences, type ReferenceMount } from './references.ts'

/** A tracker whose references are `PROJ-1`, and its address with it. */
function jiraLike(name: string, site: string, projects?: readonly string[]): ReferenceMount {
  const refer = (word: string): Reference | undefined => {
    const [, key, project] = /^(([A-Z]+)-\d+)$/.exec(word.replace(`${site}/`, '')) ?? []
    if (key === undefined) return undefined
    const shown = projects?.includes(project!) ?? true
    return { route: '{project}/{key}.md', key: { project: project!, key }, url: `${site}/${key}`, shown }
  }
  return { name, source: { refer }, options: {} }
}

function githubLike(name: string): ReferenceMount {
  const refer = (word: string): Reference | undefined => {
    const [, owner, repo, number] = /^(?:https:\/\/hub\/)?([a-z]+)\/([a-z]+)[#/](\d+)$/.exec(word) ?? []
    if (!owner || !repo) return undefined
    return {
      route: '{owner}/{repo}/issues/{number:int}.md',
      key: { owner, repo, number: Number(number) },
      url: `https://hub/${owner}/${repo}/${number}`,
      shown: true,
    }
  }
  return { name, source: { refer }, options: {} }
}

function frontOf(
  mounts: readonly ReferenceMount[],
  own: string,
  path: string,
  front: Front,
  references?: string[],
): Front {
  const document = { front, title: 'T', body: markdownText('B'), ...(references ? { references } : {}) }
  return createReferences(mounts, own).addPaths(document, path).front
}

const jira = jiraLike('jira', 'https://jira')
const github = githubLike('github')

test('a reference to another mount carries the path from the folder of the file', () => {
  const front = frontOf([jira, github], 'jira', 'PROJ/PROJ-1.md', {
    links: [
      'blocks PROJ-50',
      'is blocked by OPS-7',
      'mentions acme/app#34',
      'https://hub/acme/app/35 (closed)',
      'nothing',
    ],
  })
  expect(front.links).toEqual([
    'blocks PROJ-50',
    'is blocked by OPS-7 (../OPS/OPS-7.md)',
    'mentions acme/app#34 (../../github/acme/app/issues/34.md)',
    'https://hub/acme/app/35 (closed) (../../github/acme/app/issues/35.md)',
    'nothing',
  ])
})

test('the only mount, whose tree is the root', () => {
  const front = frontOf([jiraLike('', 'https://jira')], '', 'PROJ/PROJ-1.md', { links: ['blocks OPS-7'] })
  expect(front.links).toEqual(['blocks OPS-7 (../OPS/OPS-7.md)'])
})

test('only the fields that a document names, or links; order and other values stay', () => {
  const given = { key: 'PROJ-1', parent: 'OPS-7', labels: ['OPS-7'], links: ['OPS-8'], count: 3 }
  expect(frontOf([jira], 'jira', 'PROJ/PROJ-1.md', given)).toEqual({ ...given, links: ['OPS-8 (../OPS/OPS-8.md)'] })
  const named = frontOf([jira], 'jira', 'PROJ/PROJ-1.md', given, ['parent', 'absent'])
  expect(named).toEqual({ ...given, parent: 'OPS-7 (../OPS/OPS-7.md)' })
  expect(Object.keys(named)).toEqual(Object.keys(given))
})

test('what the options leave out has no path, but another mount of the same tracker may have it', () => {
  const [mine, other] = [jiraLike('mine', 'https://jira', ['PROJ']), jiraLike('other', 'https://jira', ['OPS'])]
  const links = (mounts: readonly ReferenceMount[]) =>
    frontOf(mounts, 'mine', 'PROJ/PROJ-1.md', { links: ['OPS-7'] }).links
  expect(links([mine])).toEqual(['OPS-7'])
  expect(links([mine, other])).toEqual(['OPS-7 (../../other/OPS/OPS-7.md)'])
  expect(links([mine, jiraLike('elsewhere', 'https://other', ['OPS'])])).toEqual(['OPS-7'])
})

test('a short reference that two trackers know has no path; an address has', () => {
  const mounts = [github, jira, jiraLike('second', 'https://second')]
  const front = frontOf(mounts, 'github', 'acme/app/issues/1.md', { links: ['PROJ-1', 'https://second/PROJ-1'] })
  expect(front.links).toEqual(['PROJ-1', 'https://second/PROJ-1 (../../../../second/PROJ/PROJ-1.md)'])
})

test('a bare number is nobody else’s', () => {
  const anything: ReferenceMount = {
    name: 'any',
    source: { refer: () => ({ route: '{id}.md', key: { id: 'x' }, url: 'u', shown: true }) },
    options: {},
  }
  expect(frontOf([jira, anything], 'jira', 'PROJ/PROJ-1.md', { links: [12, '#12', 'x'] }).links).toEqual([
    12,
    '#12',
    'x (../../any/x.md)',
  ])
})

test('a source that throws, or whose key makes no path, knows nothing', () => {
  const throwing: ReferenceMount = { name: 'a', source: { refer: () => assertNever() }, options: {} }
  const wrong: ReferenceMount = {
    name: 'b',
    source: { refer: () => ({ route: '{id}.md', key: {}, url: 'u', shown: true }) },
    options: {},
  }
  expect(frontOf([jira, throwing, wrong], 'jira', 'PROJ/PROJ-1.md', { links: ['word'] }).links).toEqual(['word'])
})

function assertNever(): never {
  throw new Error('It throws.')
}
