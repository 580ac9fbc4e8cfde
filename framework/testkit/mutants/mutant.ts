import type { Mutation } from './source.ts'

/** A source with one flaw, and the case that is meant to find it. */
export interface Mutant {
  readonly flaw: string
  readonly caughtBy: string
  readonly mutation: Mutation
}

/** Mutants that one case is meant to find, by their flaws. */
export function caughtBy(name: string, mutations: Readonly<Record<string, Mutation | Mutation['parts']>>): Mutant[] {
  return Object.entries(mutations).map(([flaw, mutation]) => ({
    flaw,
    caughtBy: name,
    mutation: typeof mutation === 'function' ? { parts: mutation } : (mutation ?? {}),
  }))
}
