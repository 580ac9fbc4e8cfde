import type { AnyKey, Key, Scope } from './key.ts'
import type { Equal, Expect } from './types.test-d.ts'

/** Types that follow from a path; checked by `tsc`. */
type Issue = '{owner}/{repo}/issues/{number:int}.md'

export type Keys = [
  Expect<Equal<Key<Issue>, { readonly owner: string; readonly repo: string; readonly number: number }>>,
  Expect<Equal<Key<'{project}/{key}.md'>, { readonly project: string; readonly key: string }>>,
  Expect<Equal<Key<'all/{id:int}.md'>, { readonly id: number }>>,
  Expect<Equal<keyof Key<'fixed.md'>, never>>,
  Expect<Equal<Key<string>, AnyKey>>,
]

export type Scopes = [
  Expect<Equal<Scope<Issue>, { readonly owner: string; readonly repo: string }>>,
  Expect<Equal<Scope<'{product}/{id:int}.md'>, { readonly product: string }>>,
  Expect<Equal<Scope<'{project}/{key}/attachments/{name}'>, { readonly project: string; readonly key: string }>>,
  Expect<Equal<keyof Scope<'{id:int}.md'>, never>>,
  Expect<Equal<Scope<string>, AnyKey>>,
]
