import { describe, expect, it } from 'vitest'
import { inProducts, readQuery } from './criteria.ts'

const site = 'https://bugs.example.test/bugzilla'
const criteriaOf = (query: string) => readQuery(query, site)

describe('a query', () => {
  it('is the criteria of a search address, without what says how to show it', () => {
    const address = `${site}/buglist.cgi?query_format=advanced&product=A&product=B&order=bug_id&list_id=3&resolution=---`
    const criteria = [
      ['product', 'A'],
      ['product', 'B'],
      ['resolution', '---'],
    ]
    expect(criteriaOf(address)).toEqual({ criteria })
    expect(criteriaOf('buglist.cgi?product=A&product=B&resolution=---&api_key=secret')).toEqual({ criteria })
  })

  it('is words of the summary where it has no parameters', () => {
    expect(criteriaOf(' crash on start ')).toEqual({ criteria: [['summary', 'crash on start']] })
  })

  it('is the name of a saved search', () => {
    expect(criteriaOf('cmdtype=runnamed&namedcmd=My%20bugs&list_id=1')).toEqual({ saved: 'My bugs' })
  })

  it('has its charts numbered without gaps, in their order', () => {
    const { criteria } = criteriaOf('f9=CP&f2=OP&j2=OR&f5=component&o5=equals&v5=Core&n5=1&o7=equals') as never
    expect(criteria).toEqual([
      ['f3', 'CP'],
      ['f1', 'OP'],
      ['j1', 'OR'],
      ['f2', 'component'],
      ['o2', 'equals'],
      ['v2', 'Core'],
      ['n2', '1'],
    ])
  })

  it('is narrowed to products', () => {
    const criteria = [['product', 'A'] as const, ['component', 'C'] as const]
    expect(inProducts(criteria, ['X', 'Y'])).toEqual([
      ['product', 'X'],
      ['product', 'Y'],
      ['component', 'C'],
    ])
  })
})
