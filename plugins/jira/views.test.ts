import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { allItems, bench, FLAVOURS, keysOf } from './reading.test-support.ts'

describe.each(FLAVOURS)('views of Jira (%s)', flavour => {
  it('search among what the options select, whatever order the query wants', async () => {
    await using it = await bench({ flavour, issues: 60, projects: ['AB', 'CD'] }, { projects: ['AB'] })
    const call = testCall()
    await it.session.connect!(call)
    const find = (query: string) => allItems(from => it.session.search!(query, call, from))
    const all = await find('ORDER BY created')
    const open = await find(`${it.session.views!.open} ORDER BY created ASC`)
    const mine = await find(it.session.views!.mine!)
    expect(keysOf(all).length).toBeGreaterThan(keysOf(open).length)
    expect(keysOf(all)).toEqual(expect.arrayContaining(keysOf(open)))
    expect(keysOf(open)).toEqual(expect.arrayContaining(keysOf(mine)))
    expect(keysOf(open).every(key => key.startsWith('AB-'))).toBe(true)
    expect(all[0]).toMatchObject({ route: '{project}/{key}.md', key: { project: 'AB' } })
    expect(await find('project = CD OR project = AB')).toHaveLength(all.length)
    await expect(find('nonsense ((')).rejects.toMatchObject({ kind: 'invalid' })
  })
})
