import { lineOf, listOf, objectOf } from './model/json.ts'

export interface Product {
  readonly id: string
  readonly name: string
}

/** The products of an answer, as Bugzilla spells them. Bugzilla has no pages of products. */
export function productsIn(answer: unknown): readonly Product[] {
  return listOf(objectOf(answer).products).flatMap(raw => {
    const { id, name } = objectOf(raw)
    return typeof name === 'string' && name.trim() !== '' ? [{ id: lineOf(id) ?? name, name }] : []
  })
}
