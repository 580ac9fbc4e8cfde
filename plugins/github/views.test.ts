import type { AnyDocuments } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import type { GitHubOptions } from './options.ts'
import { allItems, type Bench, bench, idsOf } from './reading.test-support.ts'
import { refer } from './refer.ts'
import { EITHER, ISSUE, PULL } from './routes/paths.ts'

const call = testCall()

describe('views of GitHub', () => {
  it('search among what the options select', async () => {
    await using it = await bench({ issues: 90, projects: ['acme/one', 'acme/two'] }, { repos: ['acme/one'] })
    const find = (query: string) => allItems(from => it.session.search!(query, call, from))
    const all = idsOf(await find('sort:created-asc'))
    const open = idsOf(await find(it.session.views!.open!))
    expect(open.length).toBeGreaterThan(0)
    expect(open.length).toBeLessThan(all.length)
    expect(all.every(id => id.startsWith('acme/one#'))).toBe(true)
    expect(idsOf(await find('repo:acme/two')).every(id => id.startsWith('acme/one#'))).toBe(true)
    const mine = idsOf(await find(it.session.views!.mine!))
    expect(open).toEqual(expect.arrayContaining(mine))
  })

  it.each([undefined, '3.18.1', '3.17.4'])('search several repositories, on a server %s', async version => {
    const projects = ['acme/one', 'acme/two', 'acme/three']
    await using it = await bench({ issues: 60, projects, ...(version && { version }) }, { repos: projects.slice(1) })
    const ids = idsOf(await allItems(from => it.session.search!('', call, from)))
    expect(new Set(ids.map(id => id.split('#')[0]))).toEqual(new Set(projects.slice(1)))
  })

  it('name repositories as the options spell them', async () => {
    await using it = await bench({ issues: 10 }, { repos: ['Acme/DEMO'] })
    const ids = idsOf(await allItems(from => it.session.search!('', call, from)))
    expect(ids).toHaveLength(10)
    expect(ids.every(id => id.startsWith('Acme/DEMO#'))).toBe(true)
    const moved = it.emulator.control.move('acme/demo#2', 'acme/demo')
    const [got] = await it.issues.fetch([{ key: { owner: 'Acme', repo: 'DEMO', number: 2 } }], call)
    expect(got).toMatchObject({ status: 'moved', id: moved.replace('acme/demo', 'Acme/DEMO') })
  })

  it('a number alone leads to the issue or the pull request', async () => {
    await using it = await bench({ issues: 30 })
    const items = await allItems(from => it.session.search!('', call, from))
    const either = it.session.routes.find(({ path }) => path === EITHER) as AnyDocuments
    for (const route of [ISSUE, PULL]) {
      const { key } = items.find(item => item.route === route)!
      expect(await either.fetch([{ key }], call)).toEqual([{ status: 'moved', route, to: key }])
    }
    const nowhere = { owner: 'acme', repo: 'demo', number: 99_999 }
    expect(await either.fetch([{ key: nowhere }], call)).toEqual([{ status: 'gone' }])
  })
})

describe('a number alone, after a move', () => {
  const fetch = async (it: Bench, number: number) => {
    const either = it.session.routes.find(({ path }) => path === EITHER) as AnyDocuments
    const [got] = await either.fetch([{ key: { owner: 'acme', repo: 'demo', number } }], call)
    return got
  }

  it('leads to the file under the old name of a repository that was renamed', async () => {
    await using it = await bench({ issues: 10 })
    it.emulator.control.rename('acme/demo', 'renamed')
    expect(await fetch(it, 3)).toMatchObject({ status: 'moved', to: { owner: 'acme', repo: 'demo', number: 3 } })
  })

  it('leads to where an issue was transferred, also to the same number', async () => {
    await using it = await bench({ issues: 0, projects: ['acme/demo', 'acme/web'] })
    const { control } = it.emulator
    for (const name of ['acme/demo', 'acme/demo', 'acme/web']) control.create(name, {})
    expect(control.move('acme/demo#2', 'acme/web')).toBe('acme/web#2')
    expect(await fetch(it, 2)).toMatchObject({ status: 'moved', to: { owner: 'acme', repo: 'web', number: 2 } })
  })
})

describe('references of GitHub', () => {
  const options = { url: 'https://api.github.com', repos: ['acme/app'] } as unknown as GitHubOptions
  const found = {
    route: EITHER,
    key: { owner: 'acme', repo: 'app', number: 34 },
    url: 'https://github.com/acme/app/issues/34',
    shown: true,
  }

  it.each(['acme/app#34', 'https://github.com/acme/app/issues/34', 'https://github.com/acme/app/pull/34/files#diff-1'])(
    '%s',
    word => {
      expect(refer(word, options)).toEqual(found)
    },
  )

  it.each([
    '#34',
    'app#34',
    'acme/app',
    'acme/app#0',
    'https://github.com/acme/app/wiki/34',
    'https://other.example/acme/app/issues/34',
    'https://[',
  ])('nothing: %s', word => {
    expect(refer(word, options)).toBeUndefined()
  })

  it('says what the options leave out, and knows Enterprise Server', () => {
    expect(refer('acme/web#1', options)).toMatchObject({ shown: false })
    expect(refer('Acme/App#34', options)).toEqual(found)
    const cloud = { url: 'https://acme.ghe.com', owner: 'acme' } as unknown as GitHubOptions
    expect(refer('https://acme.ghe.com/acme/x/pull/1', cloud)).toMatchObject({
      shown: true,
      url: 'https://acme.ghe.com/acme/x/issues/1',
    })
    const server = { url: 'https://git.example/api/v3', owner: 'acme' } as unknown as GitHubOptions
    expect(refer('https://git.example/acme/x/pull/1', server)).toMatchObject({ shown: true })
  })
})
